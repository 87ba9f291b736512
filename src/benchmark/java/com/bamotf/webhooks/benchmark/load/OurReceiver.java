package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.acceptance.PayaraMicro;
import com.bamotf.webhooks.acceptance.ServerProcess;
import com.bamotf.webhooks.benchmark.Options;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;

/** The WAR on Payara Micro, set up by the pre-boot file as it is shipped. */
final class OurReceiver implements Receiver {

  private final Database database;
  private final ServerProcess server;

  private OurReceiver(Database database, ServerProcess server) {
    this.database = database;
    this.server = server;
  }

  /** Stores only, as the guide's receiver does. */
  static OurReceiver storing(Path folder, Database database) {
    return start(folder, database, "bamotf.dispatch.concurrency", "0");
  }

  /** Stores and handles. */
  static OurReceiver handling(Options options, Database database) {
    return start(
        options.folder(), database, "bamotf.dispatch.batch-size", String.valueOf(options.batch()));
  }

  private static OurReceiver start(Path folder, Database database, String... setting) {
    ServerProcess server = PayaraMicro.onPostgres(folder, database.server(), database.name());
    server.with("bamotf.webhook.secret", Facts.SECRET);
    for (int i = 0; i < setting.length; i += 2) {
      server.with(setting[i], setting[i + 1]);
    }
    return new OurReceiver(database, server.start());
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
        """
        truncate bamotf_inbox, bamotf_inbox_intent, bamotf_inbox_attempt, bamotf_payment,
          bamotf_payment_transaction restart identity
        """);
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
