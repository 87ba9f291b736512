package com.bamotf.webhooks.console.api;

import static java.lang.System.Logger.Level.DEBUG;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.console.access.Role;
import com.bamotf.webhooks.inbox.admin.InboxAdmin;
import com.bamotf.webhooks.inbox.admin.InboxSummary;
import com.bamotf.webhooks.reconcile.AccountStatus;
import com.bamotf.webhooks.reconcile.Reconciliation;
import com.bamotf.webhooks.telemetry.OpenMetrics;
import com.bamotf.webhooks.telemetry.Telemetry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The metrics of this server and those of its database. */
@Singleton
class MetricsHandler {

  private static final System.Logger LOG = System.getLogger(MetricsHandler.class.getName());
  private static final double MILLIS_PER_SECOND = 1000;
  private static final String OF_DATABASE = "; from the database, so the same on every server";

  private final Telemetry telemetry;
  private final InboxAdmin admin;
  private final Reconciliation reconciliation;
  private final ThisServer server;
  private final Duration interval;

  @Inject
  MetricsHandler(
      Telemetry telemetry,
      InboxAdmin admin,
      Reconciliation reconciliation,
      ThisServer server,
      Settings settings) {
    this.telemetry = telemetry;
    this.admin = admin;
    this.reconciliation = reconciliation;
    this.server = server;
    this.interval = settings.reconcile().interval();
  }

  List<Route> routes() {
    return List.of(new Route("GET", "/metrics", Role.SCRAPER, call -> metrics()));
  }

  private ApiAnswer metrics() {
    OpenMetrics text = new OpenMetrics();
    telemetry.write(text);
    if (!server.isDatabaseAway()) {
      database(text);
    }
    return new ApiAnswer(200, OpenMetrics.CONTENT_TYPE, text.end().getBytes(UTF_8), Map.of());
  }

  /** Leaves all of it out if the database fails, since the rest matters most then. */
  private void database(OpenMetrics text) {
    try {
      InboxSummary summary = admin.summary();
      List<AccountStatus> accounts = reconciliation.status();
      inbox(text, summary);
      if (!accounts.isEmpty()) {
        reconciliation(text, accounts);
      }
    } catch (SQLException | RuntimeException e) {
      LOG.log(DEBUG, "The metrics of the database cannot be read", e);
    }
  }

  private static void inbox(OpenMetrics text, InboxSummary summary) {
    String entries = "bamotf_inbox_entries";
    text.metric(entries, "gauge", "Entries by status" + OF_DATABASE);
    new TreeMap<>(summary.counts())
        .forEach(
            (status, count) -> text.sample(entries, "status=\"" + status + "\"", (long) count));
    Duration oldest = summary.oldestPending();
    String pending = "bamotf_inbox_oldest_pending_seconds";
    text.metric(pending, "gauge", "Age of the oldest pending entry, 0 if none" + OF_DATABASE);
    text.sample(pending, "", oldest == null ? 0 : oldest.toMillis() / MILLIS_PER_SECOND);
  }

  private void reconciliation(OpenMetrics text, List<AccountStatus> accounts) {
    double oldest =
        accounts.stream()
            .mapToLong(
                account -> account.succeededAt() == null ? 0 : account.succeededAt().toEpochMilli())
            .min()
            .orElse(0);
    String success = "bamotf_reconcile_last_success_seconds";
    text.metric(
        success,
        "gauge",
        "Unix time of the last complete run, 0 if none; of several accounts the earliest"
            + OF_DATABASE);
    text.sample(success, "", oldest / MILLIS_PER_SECOND);
    text.metric("bamotf_reconcile_interval_seconds", "gauge", "The setting of this server");
    text.sample("bamotf_reconcile_interval_seconds", "", interval.toMillis() / MILLIS_PER_SECOND);
  }
}
