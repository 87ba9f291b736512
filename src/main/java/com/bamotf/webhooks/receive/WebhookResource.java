package com.bamotf.webhooks.receive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;

/**
 * The endpoint that bamotf posts to: {@code webhook} below the application's path.
 *
 * <p>It takes every content type and none: bamotf itself sends {@code text/plain;charset=UTF-8}.
 */
@Path("webhook")
@ApplicationScoped
public class WebhookResource {

  private final Receiver receiver;

  @Inject
  WebhookResource(Receiver receiver) {
    this.receiver = receiver;
  }

  /**
   * For the container alone: Jakarta REST demands a public constructor without parameters of ours.
   */
  @SuppressWarnings("NullAway") // for the container's proxy, which has no fields of its own
  public WebhookResource() {
    this.receiver = null;
  }

  /** Answers when the event is committed, without holding a thread until then. */
  @POST
  @VerifiedSignature
  public void receive(byte[] body, @Suspended AsyncResponse response) {
    receiver
        .receive(body)
        .whenComplete((answer, failure) -> response.resume(failure == null ? answer : failure));
  }
}
