package com.bamotf.webhooks.readme;

import com.bamotf.webhooks.receive.AcceptResult;
import com.bamotf.webhooks.receive.WebhookInbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

@ApplicationScoped
public class Relay {

  @Inject WebhookInbox inbox;

  /** For a message listener: throws if the queue must deliver the message again. */
  public void accept(byte[] body, String signature) {
    AcceptResult result = inbox.accept(body, signature);
    if (result instanceof AcceptResult.Unavailable unavailable) {
      throw new IllegalStateException(unavailable.reason());
    }
  }
}
