package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.config.LogCodes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * The readiness check {@code bamotf-inbox}: up while requests are stored, or held until the
 * database is back; down while they get 503. So a load balancer does not remove this server during
 * a short outage, when it would hold requests. Its data are a state and a log code, since on some
 * servers anybody can read them. Unused without MicroProfile Health.
 */
@Readiness
@Singleton
class InboxHealth implements HealthCheck {

  private final Inbox inbox;

  @Inject
  InboxHealth(Inbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public HealthCheckResponse call() {
    boolean takesRequests = inbox.takesRequests();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("bamotf-inbox").status(takesRequests);
    data(takesRequests, inbox.isDatabaseAway()).forEach(response::withData);
    return response.build();
  }

  static Map<String, String> data(boolean takesRequests, boolean databaseAway) {
    if (!takesRequests) {
      return degraded(LogCodes.NOT_STORED);
    }
    return databaseAway ? degraded(LogCodes.DATABASE_UNAVAILABLE) : Map.of("state", "ok");
  }

  private static Map<String, String> degraded(String code) {
    return Map.of("state", "degraded", "code", code);
  }
}
