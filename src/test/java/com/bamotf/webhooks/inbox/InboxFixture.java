package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.config.Secret;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.config.WebhookSecret;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.Signal.ReconcileTrigger;
import com.bamotf.webhooks.inbox.Signal.WorkSignal;
import com.bamotf.webhooks.inbox.admin.Admins;
import com.bamotf.webhooks.inbox.admin.AuditLog;
import com.bamotf.webhooks.inbox.admin.InboxAdmin;
import com.bamotf.webhooks.inbox.admin.RequeueJobs;
import com.bamotf.webhooks.schema.Migrations;
import com.bamotf.webhooks.server.LocalServer;
import com.bamotf.webhooks.server.LocalTransactions;
import com.bamotf.webhooks.server.Transactions;
import com.bamotf.webhooks.server.WorkerThreads;
import com.bamotf.webhooks.telemetry.Telemetry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** An inbox on a database, wired as by the container, but without a server. */
public final class InboxFixture implements AutoCloseable {

  /** bamotf's API is not used. */
  public static final Settings.Api NO_API =
      new Settings.Api(
          URI.create("http://localhost:21000"),
          List.of(),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30));

  public static final Settings.Reconcile RECONCILE =
      new Settings.Reconcile(Duration.ofMinutes(5), Duration.ofDays(30), Optional.empty());

  /** Nobody is configured. */
  public static final Settings.Admin ADMIN =
      new Settings.Admin(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Duration.ofMinutes(30),
          Duration.ofHours(12),
          Settings.TestEvents.TEST,
          Duration.ofDays(365));

  public static final WebhookSecret SECRET =
      secret("bamotf.webhook.secret", "my-secret", Optional.empty());

  /** Settings with short times. */
  public static final Settings SETTINGS =
      new Settings(
          "java:comp/DefaultDataSource",
          new Settings.Webhook(
              List.of(SECRET), Duration.ofMinutes(5), 65_536, Duration.ofSeconds(10), Set.of()),
          new Settings.Inbox(
              Duration.ofDays(90),
              Duration.ofSeconds(20),
              1000,
              Optional.empty(),
              Optional.empty()),
          new Settings.Dispatch(
              4, 3, Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofSeconds(30)),
          NO_API,
          RECONCILE,
          ADMIN);

  /** Work in a transaction. */
  @FunctionalInterface
  public interface SqlWork<T> {
    T run() throws SQLException;
  }

  public final LocalTransactions local;
  public final Transactions transactions;
  public final WorkSignal signal = new WorkSignal();
  public final ReconcileTrigger reconcile = new ReconcileTrigger();
  public final Telemetry telemetry = new Telemetry();
  public final Intake intake;
  public final Inbox inbox;
  public final InboxAdmin admin;
  public final AuditLog audit;
  public final RequeueJobs jobs;
  final Retention retention;
  public final InboxDatabase database;
  final StoreQueue queue;

  /** Runs when a requeue has found no duplicate of a quarantined entry, and has not changed it. */
  public volatile Runnable beforeIntent = () -> {};

  private final WorkerThreads writers = new WorkerThreads();

  public InboxFixture(DataSource dataSource) {
    this(dataSource, SETTINGS);
  }

  public InboxFixture(DataSource dataSource, Settings settings) {
    this(dataSource, settings, List.of());
  }

  InboxFixture(DataSource dataSource, Settings settings, List<Migrations> migrations) {
    LocalServer server = new LocalServer(dataSource, settings);
    local = server.local;
    transactions = server.transactions;
    database =
        new InboxDatabase(server, transactions, settings, migrations) {
          @Override
          public void insertIntent(Connection connection, String paymentIntentId)
              throws SQLException {
            beforeIntent.run();
            super.insertIntent(connection, paymentIntentId);
          }
        };
    intake = new Intake(settings);
    queue =
        new StoreQueue(
            new InboxWriter(database, signal), reconcile, new HoldTimer(server), settings);
    inbox = new Inbox(queue, database, signal, telemetry);
    admin = Admins.create(database, intake, signal);
    audit = Admins.audit(database);
    jobs = Admins.jobs(database, intake, signal, server);
    retention = new Retention(database, settings);
  }

  public static WebhookSecret secret(
      String name, String value, Optional<String> account, String... modes) {
    return new WebhookSecret(name, new Secret(value), Set.of(modes), account);
  }

  /** The usual settings, with these secrets. */
  public static Settings withSecrets(WebhookSecret... secrets) {
    Settings.Webhook webhook = SETTINGS.webhook();
    return new Settings(
        SETTINGS.dataSource(),
        new Settings.Webhook(
            List.of(secrets),
            webhook.tolerance(),
            webhook.maxBodySize(),
            webhook.bodyTimeout(),
            webhook.modes()),
        SETTINGS.inbox(),
        SETTINGS.dispatch(),
        SETTINGS.api(),
        SETTINGS.reconcile(),
        SETTINGS.admin());
  }

  /** These settings, with only these modes taken. */
  public static Settings withModes(Settings settings, String... modes) {
    Settings.Webhook webhook = settings.webhook();
    return new Settings(
        settings.dataSource(),
        new Settings.Webhook(
            webhook.secrets(),
            webhook.tolerance(),
            webhook.maxBodySize(),
            webhook.bodyTimeout(),
            Set.of(modes)),
        settings.inbox(),
        settings.dispatch(),
        settings.api(),
        settings.reconcile(),
        settings.admin());
  }

  /** The same settings, with the tables in a schema of their own. */
  public static Settings inSchema(String schema) {
    Settings.Inbox inbox = SETTINGS.inbox();
    return new Settings(
        SETTINGS.dataSource(),
        SETTINGS.webhook(),
        new Settings.Inbox(
            inbox.retention(),
            inbox.storePatience(),
            inbox.maxHeld(),
            inbox.expectDatabase(),
            Optional.of(schema)),
        SETTINGS.dispatch(),
        SETTINGS.api(),
        SETTINGS.reconcile(),
        SETTINGS.admin());
  }

  /** Lets all entries have been received, and have ended, this many days earlier; then purges. */
  public void purgeAfter(int days) throws SQLException {
    String earlier = " - interval '%s' day".formatted(days);
    update(
        "update bamotf_inbox set received_at = received_at%1$s, ended_at = ended_at%1$s"
            .formatted(earlier));
    retention.purge();
  }

  /** Does the work in a transaction. */
  public <T> T inClaimTransaction(SqlWork<T> work) throws SQLException {
    return transactions.inNew(Duration.ofSeconds(30), transaction -> work.run());
  }

  /** Starts the same writer as on a server. */
  public InboxFixture started() {
    writers.start(Thread::new, "writer", queue::work);
    return this;
  }

  public StoreResult store(String body) {
    return store(body.getBytes(StandardCharsets.UTF_8));
  }

  public StoreResult store(byte[] body) {
    return store(body, null);
  }

  public StoreResult store(String body, WebhookSecret signedBy) {
    return store(body.getBytes(StandardCharsets.UTF_8), signedBy.id());
  }

  private StoreResult store(byte[] body, String signedBy) {
    return inbox
        .store(intake.read(body, Source.WEBHOOK, signedBy))
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.MINUTES)
        .join();
  }

  /** The first value of a query as text; null if it is null or there is no row. */
  public String value(String sql, Object... parameters) {
    try (Connection connection = database.connection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        select.setObject(i + 1, parameters[i]);
      }
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Replaces the body of every entry. */
  public void setBody(String body) {
    try (Connection connection = database.connection();
        PreparedStatement update =
            connection.prepareStatement("update bamotf_inbox set body = ?")) {
      update.setBytes(1, body.getBytes(StandardCharsets.UTF_8));
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection of its own unless the thread has a transaction. */
  public Connection connection() throws SQLException {
    return database.connection();
  }

  public int update(String sql) {
    try (Connection connection = database.connection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      return update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    Admins.stop(jobs);
    queue.stop();
    writers.stop(Duration.ofSeconds(5));
  }
}
