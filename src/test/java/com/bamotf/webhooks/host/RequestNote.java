package com.bamotf.webhooks.host;

import jakarta.enterprise.context.RequestScoped;

/** Lives as long as the request context: one for each handling. */
@RequestScoped
public class RequestNote {

  private final String text = "request " + System.identityHashCode(this);

  @Override
  public String toString() {
    return text;
  }
}
