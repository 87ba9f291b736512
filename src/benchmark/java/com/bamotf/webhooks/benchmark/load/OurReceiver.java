package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.acceptance.PreparedPayaraMicro;
import com.bamotf.webhooks.acceptance.ServerProcess;
import com.bamotf.webhooks.benchmark.Options;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * The WAR, or an application with the library, on Payara Micro as the shipped script prepares it.
 */
final class OurReceiver implements Receiver {

  private final Database database;
  private final ServerProcess server;
  private final List<String> keptIn;

  private OurReceiver(Database database, ServerProcess server, String... keptIn) {
    this.database = database;
    this.server = server;
    this.keptIn = List.of(keptIn);
  }

  /** Stores only, as the guide's receiver does. */
  static OurReceiver storing(Path folder, Database database) {
    return war(database, server(folder, database).with("bamotf.dispatch.concurrency", "0"));
  }

  /** Stores, and keeps each payment in the ledger. */
  static OurReceiver handling(Options options, Database database) {
    return war(database, handlingServer(options, database));
  }

  private static OurReceiver war(Database database, ServerProcess server) {
    return new OurReceiver(
        database, server.start(), "bamotf_payment", "bamotf_payment_transaction");
  }

  /** Stores, and inserts a row for each payment, as an application with the library. */
  static OurReceiver handlingInHost(Options options, Database database) {
    ServerProcess server =
        handlingServer(options, database).deploying(HostWar.write(options.folder()));
    return new OurReceiver(database, server.start(), HostWar.TABLE);
  }

  private static ServerProcess handlingServer(Options options, Database database) {
    return server(options.folder(), database);
  }

  private static ServerProcess server(Path folder, Database database) {
    return PreparedPayaraMicro.onPostgres(folder, database.server(), database.name())
        .with("bamotf.webhook.secret", Facts.SECRET);
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
        "truncate bamotf_inbox, bamotf_inbox_attempt, %s restart identity"
            .formatted(String.join(", ", keptIn)));
  }

  /** How many payments the handler has kept. */
  long kept() throws SQLException {
    return database.number("select count(*) from " + keptIn.get(0));
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
