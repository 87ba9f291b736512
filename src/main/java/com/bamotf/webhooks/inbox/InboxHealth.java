package com.bamotf.webhooks.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * The readiness check "bamotf-inbox": up while a request is stored, or held until the database is
 * back. So a short outage does not take the server out of its load balancer, which would turn away
 * the very requests that are being held here. Nothing calls it on a server without MicroProfile
 * Health.
 */
@Readiness
@ApplicationScoped
class InboxHealth implements HealthCheck {

  private final DatabasePulse pulse;
  private final StoreQueue queue;

  @Inject
  InboxHealth(DatabasePulse pulse, StoreQueue queue) {
    this.pulse = pulse;
    this.queue = queue;
  }

  @SuppressWarnings("NullAway") // for the container's proxy, which has no fields of its own
  protected InboxHealth() {
    this.pulse = null;
    this.queue = null;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("bamotf-inbox").status(pulse.takesRequests());
    if (pulse.answers()) {
      response.withData("database", "answers");
    } else {
      response.withData("database", "away for " + pulse.silence().toSeconds() + " s");
    }
    return response.withData("requests held", queue.held()).build();
  }
}
