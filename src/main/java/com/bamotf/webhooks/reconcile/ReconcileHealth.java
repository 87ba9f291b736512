package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.config.LogCodes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * The readiness check "bamotf-reconcile". Always up, since webhooks are received whether or not
 * bamotf's API is available; its data say whether an operator should look, and the code of the log
 * line that says why. No more, since health is public on some servers. Waits for neither the
 * database nor bamotf. Unused on a server without MicroProfile Health.
 */
@Readiness
@Singleton
class ReconcileHealth implements HealthCheck {

  private static final String FAILING = "degraded: " + LogCodes.RECONCILE_FAILING;

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
    loop.lastStatus().forEach(status -> data.put("account " + status.account(), describe(status)));
    loop.failing().forEach(account -> data.put("account " + account, FAILING));
    return data;
  }

  private String state() {
    if (!loop.isActive()) {
      return "off";
    }
    boolean degraded =
        !loop.failing().isEmpty() || loop.lastStatus().stream().anyMatch(AccountStatus::isDegraded);
    return degraded ? "degraded" : "ok";
  }

  private static String describe(AccountStatus status) {
    if (status.problem() != null) {
      return "degraded: " + LogCodes.RECONCILE_PROBLEM;
    }
    return status.succeededAt() == null ? "no run yet" : "complete at " + status.succeededAt();
  }
}
