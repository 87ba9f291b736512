package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.server.InternalBean;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * The readiness check "bamotf-inbox": up while a request is stored, or held until the database is
 * back; down while it is, or would be, answered with 503. So a short outage does not take the
 * server out of its load balancer, which would turn away the very requests that are being held
 * here. Nothing calls it on a server without MicroProfile Health.
 */
@Readiness
@InternalBean
class InboxHealth implements HealthCheck {

  private final StoreQueue queue;

  @Inject
  InboxHealth(StoreQueue queue) {
    this.queue = queue;
  }

  @Override
  public HealthCheckResponse call() {
    Duration silence = queue.silence();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("bamotf-inbox")
            .status(queue.takesRequests())
            .withData("requests held", queue.held());
    // An attempt that is under way has no answer yet; that alone is not worth mentioning.
    return response
        .withData(
            "database",
            silence.toSeconds() == 0 ? "answers" : "away for " + silence.toSeconds() + " s")
        .build();
  }
}
