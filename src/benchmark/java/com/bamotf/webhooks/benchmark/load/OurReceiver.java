package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.acceptance.PreparedPayaraMicro;
import com.bamotf.webhooks.acceptance.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;

/** The WAR on Payara Micro as the shipped script prepares it. */
final class OurReceiver implements Receiver {

  static final String ADMIN_TOKEN = "the operator of the benchmarks";

  private final Database database;
  private final ServerProcess server;

  private OurReceiver(Database database, ServerProcess server) {
    this.database = database;
    this.server = server.start();
  }

  /** Stores only, as the guide's receiver does. */
  static OurReceiver storing(Path folder, Database database) {
    return new OurReceiver(
        database, server(folder, database).with("bamotf.dispatch.concurrency", "0"));
  }

  /** Stores each event, and handles it: keeps the payment in the ledger. */
  static OurReceiver handling(Path folder, Database database) {
    return new OurReceiver(database, server(folder, database));
  }

  /**
   * Handles each event, also with a {@link CountingHandler}, and reconciles with this API when
   * asked to.
   */
  static OurReceiver reconciling(Path folder, Database database, URI api, String key)
      throws IOException, SQLException {
    Handlings.prepare(database);
    Path built = Path.of(ServerProcess.required("bamotf.war"));
    return new OurReceiver(
        database,
        server(folder, database)
            .deploying(Handlings.war(built, folder))
            .with(CountingHandler.BROKEN, BulkRequeue.broken(folder).toString())
            .with("bamotf.api.url", api.toString())
            .with("bamotf.api.key", key)
            .with("bamotf.admin.token", ADMIN_TOKEN)
            .with("bamotf.reconcile.since", "2000-01-01T00:00:00Z")
            .with("bamotf.reconcile.interval", "P1D"));
  }

  /** On tables that are full already, of which none is deleted; shows them in its console. */
  static OurReceiver showing(Path folder, Database database) {
    return new OurReceiver(
        database,
        server(folder, database)
            .with("bamotf.admin.token", ADMIN_TOKEN)
            .with("bamotf.inbox.retention", "P3650D"));
  }

  private static ServerProcess server(Path folder, Database database) {
    return PreparedPayaraMicro.onPostgres(folder, database.server(), database.name())
        .with("bamotf.webhook.secret", Facts.SECRET);
  }

  /** Stores this many events over several connections, and checks that they are there. */
  void fill(int count, Path folder) throws IOException, SQLException {
    SocketLoad.deliverAll(uri(), Facts.write(folder.resolve("facts"), count), 16);
    if (rows() != count) {
      throw new IllegalStateException(
          "%d events were sent and %d are stored".formatted(count, rows()));
    }
  }

  /** Waits until nothing is pending. */
  void awaitHandled() {
    awaitNone("");
  }

  /** Waits until nothing that was requeued is pending. */
  void awaitRequeued() {
    awaitNone(" and requeues > 0");
  }

  private void awaitNone(String condition) {
    // This reads the index of the work list, so it costs the server next to nothing.
    String sql =
        "select min(next_attempt_at) from bamotf_inbox where status = 'PENDING'" + condition;
    Awaitility.await()
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> database.value(sql) == null);
  }

  @Override
  public String name() {
    return "ours";
  }

  @Override
  public URI uri() {
    return server.uriOf("/bamotf/webhook");
  }

  @Override
  public Database database() {
    return database;
  }

  @Override
  public long pid() {
    return server.pid();
  }

  @Override
  public void empty() throws SQLException {
    database.execute(
        "truncate bamotf_inbox, bamotf_inbox_attempt, bamotf_payment, bamotf_payment_transaction"
            + " restart identity");
  }

  @Override
  public long rows() throws SQLException {
    return database.number("select count(*) from bamotf_inbox");
  }

  @Override
  public void close() {
    server.close();
  }
}
