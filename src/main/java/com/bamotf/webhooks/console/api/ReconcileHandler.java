package com.bamotf.webhooks.console.api;

import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.console.access.Role;
import com.bamotf.webhooks.reconcile.AccountStatus;
import com.bamotf.webhooks.reconcile.ReconcilePreview;
import com.bamotf.webhooks.reconcile.Reconciliation;
import com.bamotf.webhooks.reconcile.RunCounts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObjectBuilder;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * The state of each account's reconciliation, requests for a run, and previews of one. The
 * requested run is the first that starts at or after the time in the answer.
 */
@Singleton
class ReconcileHandler {

  private final Reconciliation reconciliation;
  private final Audit audit;

  /** One at a time, since each keeps a thread of the server for seconds. */
  private final Semaphore previews = new Semaphore(1);

  @Inject
  ReconcileHandler(Reconciliation reconciliation, Audit audit) {
    this.reconciliation = reconciliation;
    this.audit = audit;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "/reconcile", Role.VIEWER, call -> status()),
        new Route("POST", "/reconcile", Role.OPERATOR, this::run));
  }

  private ApiAnswer status() throws SQLException {
    return ApiAnswer.ok(
        JsonTexts.object()
            .add("active", reconciliation.isActive())
            .add(
                "accounts",
                reconciliation.status().stream()
                    .map(ReconcileHandler::account)
                    .collect(JsonTexts.toArray())));
  }

  private ApiAnswer run(Call call) throws SQLException, InterruptedException {
    boolean dryRun = Call.flag(call.json(), "dryRun");
    if (!reconciliation.isActive()) {
      throw Problem.of(
          409,
          "Reconciliation is off; to turn it on, set "
              + Setting.API_KEY.key()
              + " to a bamotf API key");
    }
    if (dryRun) {
      return preview();
    }
    audit.add(call.caller(), "requested reconciliation", null, null);
    return ApiAnswer.json(
        202, JsonTexts.object().add("requestedAt", reconciliation.runNow().toString()));
  }

  private ApiAnswer preview() throws SQLException, InterruptedException {
    if (!previews.tryAcquire()) {
      throw Problem.of(
          409, "This server is already preparing a preview; try again when it finishes");
    }
    try {
      return ApiAnswer.ok(
          JsonTexts.object()
              .add(
                  "accounts",
                  reconciliation.preview().stream()
                      .map(ReconcileHandler::preview)
                      .collect(JsonTexts.toArray())));
    } finally {
      previews.release();
    }
  }

  private static JsonObjectBuilder preview(ReconcilePreview preview) {
    return JsonTexts.object()
        .add("account", preview.account())
        .add("problem", JsonTexts.text(preview.problem()))
        .addAll(counts(preview.counts()))
        .add(
            "missing",
            preview.gaps().stream().map(ReconcileHandler::gap).collect(JsonTexts.toArray()));
  }

  private static JsonObjectBuilder gap(ReconcilePreview.Gap gap) {
    return JsonTexts.object()
        .add("paymentIntentId", gap.paymentIntentId())
        .add("event", gap.event())
        .add("mode", gap.mode())
        .add("amount", String.valueOf(gap.amount()))
        .add("currency", gap.currency())
        .add("createdAt", JsonTexts.text(gap.createdAt()));
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
