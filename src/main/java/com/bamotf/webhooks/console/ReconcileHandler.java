package com.bamotf.webhooks.console;

import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.console.access.Role;
import com.bamotf.webhooks.reconcile.AccountStatus;
import com.bamotf.webhooks.reconcile.Reconciliation;
import com.bamotf.webhooks.reconcile.RunCounts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObjectBuilder;
import java.sql.SQLException;
import java.util.List;

/**
 * The state of each account's reconciliation, and requests for a run. The requested run is the
 * first that starts at or after the time in the answer.
 */
@Singleton
class ReconcileHandler {

  private final Reconciliation reconciliation;
  private final Audit audit;

  @Inject
  ReconcileHandler(Reconciliation reconciliation, Audit audit) {
    this.reconciliation = reconciliation;
    this.audit = audit;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "/reconcile", Role.VIEWER, call -> status()),
        new Route("POST", "/reconcile", Role.OPERATOR, this::runNow));
  }

  private Answer status() throws SQLException {
    return Answer.ok(
        JsonTexts.object()
            .add("active", reconciliation.isActive())
            .add(
                "accounts",
                reconciliation.status().stream()
                    .map(ReconcileHandler::account)
                    .collect(JsonTexts.toArray())));
  }

  private Answer runNow(Call call) throws SQLException {
    if (!reconciliation.isActive()) {
      throw Problem.of(
          409,
          "Reconciliation is off; to turn it on, set "
              + Setting.API_KEY.key()
              + " to a bamotf API key");
    }
    audit.add(call.caller(), "requested reconciliation", null, null);
    return Answer.json(
        202, JsonTexts.object().add("requestedAt", reconciliation.runNow().toString()));
  }

  private static JsonObjectBuilder account(AccountStatus status) {
    return JsonTexts.object()
        .add("account", status.account())
        .add("running", status.running())
        .add("degraded", status.isDegraded())
        .add("problem", JsonTexts.text(status.problem()))
        .add("failures", status.failures())
        .add("startedAt", JsonTexts.text(status.startedAt()))
        .add("duration", JsonTexts.text(status.duration()))
        .add("succeededAt", JsonTexts.text(status.succeededAt()))
        .addAll(counts(status.counts()));
  }

  private static JsonObjectBuilder counts(RunCounts counts) {
    return JsonTexts.object()
        .add("seen", counts.seen())
        .add("gaps", counts.gaps())
        .add("filled", counts.filled())
        .add("skipped", counts.skipped())
        .add("deferred", counts.deferred())
        .add("unreadable", counts.unreadable());
  }
}
