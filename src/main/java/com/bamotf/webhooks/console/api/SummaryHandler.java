package com.bamotf.webhooks.console.api;

import com.bamotf.webhooks.console.access.Role;
import com.bamotf.webhooks.console.doctor.Rejections;
import com.bamotf.webhooks.inbox.admin.InboxAdmin;
import com.bamotf.webhooks.inbox.admin.InboxSummary;
import com.bamotf.webhooks.reconcile.AccountStatus;
import com.bamotf.webhooks.reconcile.Reconciliation;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What needs attention, counts, rates and health. */
@Singleton
class SummaryHandler {

  private final InboxAdmin admin;
  private final Reconciliation reconciliation;
  private final Rejections rejections;
  private final ThisServer server;

  @Inject
  SummaryHandler(
      InboxAdmin admin, Reconciliation reconciliation, Rejections rejections, ThisServer server) {
    this.admin = admin;
    this.reconciliation = reconciliation;
    this.rejections = rejections;
    this.server = server;
  }

  List<Route> routes() {
    return List.of(new Route("GET", "/summary", Role.VIEWER, this::summary));
  }

  private ApiAnswer summary(Call call) throws SQLException {
    InboxSummary summary = read();
    JsonObjectBuilder counts = JsonTexts.object();
    new TreeMap<>(summary.counts()).forEach((status, count) -> counts.add(status.name(), count));
    JsonObjectBuilder json =
        JsonTexts.object()
            .add("at", summary.at().toString())
            .add("server", server.name())
            .add("version", server.version())
            .add("database", server.database())
            .add("endpoint", JsonTexts.text(ThisServer.endpoint(call.request())))
            .add("counts", counts);
    Duration oldest = summary.oldestPending();
    if (oldest == null) {
      json.addNull("oldestPendingSeconds");
    } else {
      json.add("oldestPendingSeconds", BigDecimal.valueOf(oldest.toMillis(), 3));
    }
    return ApiAnswer.ok(
        json.add(
                "attention",
                summary.attention().stream()
                    .map(SummaryHandler::group)
                    .collect(JsonTexts.toArray()))
            .add(
                "rates",
                summary.rates().stream().map(SummaryHandler::hour).collect(JsonTexts.toArray()))
            .add("rejectedLastHour", rejections.lastHour())
            .add("health", health()));
  }

  private InboxSummary read() throws SQLException {
    try {
      return admin.summary();
    } catch (IllegalStateException e) {
      throw Problem.of(503, String.valueOf(e.getMessage()));
    }
  }

  private static JsonObjectBuilder group(InboxSummary.Group group) {
    return JsonTexts.object()
        .add("status", group.status().name())
        .add("event", JsonTexts.text(group.event()))
        .add("errorClass", JsonTexts.text(group.errorClass()))
        .add("count", group.count())
        .add("firstAt", group.firstAt().toString())
        .add("lastAt", group.lastAt().toString())
        .add("sample", group.sample());
  }

  private static JsonObjectBuilder hour(InboxSummary.Hour hour) {
    return JsonTexts.object()
        .add("from", hour.from().toString())
        .add("received", hour.received())
        .add("handled", hour.handled())
        .add("failed", hour.failed());
  }

  /** Down exactly if the readiness checks are, degraded exactly if one of them is. */
  private JsonObjectBuilder health() throws SQLException {
    List<String> problems = new ArrayList<>();
    boolean down = !server.takesRequests();
    if (down) {
      problems.add("New webhooks get 503: they can be neither stored nor held");
    }
    problems.addAll(server.problems());
    for (AccountStatus account : reconciliation.status()) {
      if (account.isDegraded()) {
        problems.add("Reconciliation of account " + account.account() + ": " + account.problem());
      }
    }
    return JsonTexts.object()
        .add("status", down ? "down" : problems.isEmpty() ? "ok" : "degraded")
        .add("problems", JsonTexts.JSON.createArrayBuilder(problems));
  }
}
