package com.bamotf.webhooks.inbox;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * The readiness check {@code bamotf-inbox}: up while requests are stored, or held until the
 * database is back; down while they get 503. So a load balancer does not remove this server during
 * a short outage, when it would hold requests. Unused without MicroProfile Health.
 */
@Readiness
@Singleton
class InboxHealth implements HealthCheck {

  private final StoreQueue queue;

  @Inject
  InboxHealth(StoreQueue queue) {
    this.queue = queue;
  }

  @Override
  public HealthCheckResponse call() {
    Duration silence = queue.outage();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("bamotf-inbox")
            .status(queue.takesRequests())
            .withData("requests held", queue.held());
    long seconds = silence.toSeconds(); // an attempt that has just begun does not count as away
    return response
        .withData("database", seconds == 0 ? "answers" : "away for " + seconds + " s")
        .build();
  }
}
