package com.bamotf.webhooks.acceptance.comparison;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ServiceUnavailableException;

@Path("webhook")
@RequestScoped
public class OtherResource {

  @Inject OtherThread thread;

  @POST
  public String take(byte[] body) {
    if (!thread.isDone()) {
      throw new ServiceUnavailableException();
    }
    return "taken";
  }
}
