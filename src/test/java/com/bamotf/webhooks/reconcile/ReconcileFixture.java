package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.client.Account;
import com.bamotf.webhooks.client.Api;
import com.bamotf.webhooks.client.BamotfClient;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.testing.FakeBamotf;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/** One server's part in the reconciliation, without a server. */
final class ReconcileFixture implements AutoCloseable {

  static final String KEY = "key-prod";

  static final Settings.Reconcile ALL =
      new Settings.Reconcile(
          InboxFixture.RECONCILE.interval(),
          InboxFixture.RECONCILE.window(),
          Optional.of(Instant.EPOCH));

  final InboxFixture inbox;
  final Settings settings;
  final RunTable table;
  final Reconciler reconciler;
  final Account account;
  final AtomicBoolean stopping = new AtomicBoolean();

  ReconcileFixture(DataSource dataSource, Settings settings) throws SQLException {
    this(dataSource, settings, System::nanoTime);
  }

  ReconcileFixture(DataSource dataSource, Settings settings, LongSupplier nanoTime)
      throws SQLException {
    this(dataSource, settings, nanoTime, Api.client(settings));
  }

  ReconcileFixture(
      DataSource dataSource, Settings settings, LongSupplier nanoTime, BamotfClient client)
      throws SQLException {
    this.settings = settings;
    inbox = new InboxFixture(dataSource, settings).started();
    table = new RunTable(inbox.database);
    reconciler =
        new Reconciler(
            client,
            inbox.inbox,
            inbox.intake,
            inbox.database,
            table,
            settings,
            nanoTime,
            stopping::get);
    account = Account.all(settings).get(0);
    for (Account each : Account.all(settings)) {
      table.register(each);
    }
  }

  /** With everything in the window, although the tables are new. */
  static Settings settings(FakeBamotf bamotf) {
    return with(bamotf, ALL);
  }

  static Settings since(FakeBamotf bamotf, Optional<Instant> since) {
    return within(bamotf, InboxFixture.RECONCILE.window(), since);
  }

  static Settings withWindow(FakeBamotf bamotf, Duration window) {
    return within(bamotf, window, ALL.since());
  }

  static Settings within(FakeBamotf bamotf, Duration window, Optional<Instant> since) {
    return with(bamotf, new Settings.Reconcile(ALL.interval(), window, since));
  }

  private static Settings with(FakeBamotf bamotf, Settings.Reconcile reconcile) {
    return Api.settings(
        bamotf.withKey(KEY, "prod").url(), reconcile, InboxFixture.SETTINGS.webhook(), KEY);
  }

  static Settings withModes(FakeBamotf bamotf, String... modes) {
    Settings.Webhook usual = InboxFixture.SETTINGS.webhook();
    return Api.settings(
        bamotf.withKey(KEY, "prod").url(),
        ALL,
        new Settings.Webhook(
            usual.secrets(),
            usual.tolerance(),
            usual.maxBodySize(),
            usual.bodyTimeout(),
            Set.of(modes)),
        KEY);
  }

  /** With an inbox that rejects every entry. */
  static Settings withoutPlaces(FakeBamotf bamotf) {
    return withPlaces(bamotf, 0);
  }

  /** With an inbox that stores no more than this at a time. */
  static Settings withPlaces(FakeBamotf bamotf, int maxHeld) {
    Settings usual = settings(bamotf);
    Settings.Inbox inbox = usual.inbox();
    return new Settings(
        usual.dataSource(),
        usual.webhook(),
        new Settings.Inbox(
            inbox.retention(), inbox.storePatience(), maxHeld, Optional.empty(), Optional.empty()),
        usual.dispatch(),
        usual.api(),
        usual.reconcile(),
        usual.admin());
  }

  /** Runs now, as if an operator had requested it. */
  RunOutcome run() throws SQLException, InterruptedException {
    table.request(account, Duration.ZERO);
    return runIfDue().orElseThrow();
  }

  Optional<RunOutcome> runIfDue() throws SQLException, InterruptedException {
    return reconciler.runIfDue(account);
  }

  AccountStatus status() throws SQLException {
    return table.status(account);
  }

  int stored(String condition) {
    return Integer.parseInt(inbox.value("select count(*) from bamotf_inbox where " + condition));
  }

  /** Moves every time of the coordination into the past. */
  void passTime(Duration time) {
    for (String column : new String[] {"lease_until", "requested_at", "started_at"}) {
      inbox.update(
          "update bamotf_reconcile set %1$s = %1$s - interval '%2$d' second(6)"
              .formatted(column, time.toSeconds()));
    }
  }

  Instant time(String column) {
    String value =
        inbox.value("select cast(%s as varchar) from bamotf_reconcile".formatted(column));
    return value == null
        ? null
        : OffsetDateTime.parse(value.replace(' ', 'T').replaceFirst("([+-]\\d\\d)$", "$1:00"))
            .toInstant();
  }

  @Override
  public void close() {
    inbox.close();
  }
}
