package com.bamotf.webhooks.acceptance.refused;

import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;

/** The container takes the call and runs it later, whatever becomes of it. */
@Stateless
public class CalledLater {

  @Asynchronous
  public void whenever(@Observes PaymentIntentSucceeded event) {}
}
