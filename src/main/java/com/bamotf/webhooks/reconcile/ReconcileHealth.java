package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.server.InternalBean;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * The readiness check "bamotf-reconcile": always up, since webhooks are taken whether or not bamotf
 * can be asked; its data say whether an operator should look. Never waits for the database or for
 * bamotf. Nothing calls it on a server without MicroProfile Health.
 */
@Readiness
@InternalBean
class ReconcileHealth implements HealthCheck {

  private final ReconcileLoop loop;

  @Inject
  ReconcileHealth(ReconcileLoop loop) {
    this.loop = loop;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("bamotf-reconcile").up();
    data().forEach(response::withData);
    return response.build();
  }

  Map<String, String> data() {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("state", state());
    loop.seen().forEach(status -> data.put("account " + status.account(), describe(status)));
    return data;
  }

  private String state() {
    if (!loop.isActive()) {
      return "off";
    }
    return loop.seen().stream().anyMatch(AccountStatus::isDegraded) ? "degraded" : "ok";
  }

  private static String describe(AccountStatus status) {
    if (status.problem() != null) {
      return "degraded: " + status.problem();
    }
    return status.succeededAt() == null ? "no run yet" : "complete at " + status.succeededAt();
  }
}
