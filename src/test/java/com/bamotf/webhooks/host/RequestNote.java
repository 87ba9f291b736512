package com.bamotf.webhooks.host;

import jakarta.enterprise.context.RequestScoped;

/** Lives as long as the request context: one for each handling. */
@RequestScoped
public class RequestNote {

  @Override
  public String toString() {
    return "request " + System.identityHashCode(this);
  }
}
