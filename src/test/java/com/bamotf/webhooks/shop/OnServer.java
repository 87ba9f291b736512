package com.bamotf.webhooks.shop;

import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.acceptance.ServerProcess;
import com.bamotf.webhooks.acceptance.ServerReport;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Applications on a real server with a PostgreSQL of their own, for all tests of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnServer {

  static final String DATABASE = "shop";

  @TempDir static Path folder;

  final Postgres postgres = newPostgres();
  ServerProcess server;

  Postgres newPostgres() {
    return new Postgres();
  }

  /** A server on this empty database that is not started yet. */
  abstract ServerProcess newServer(Path folder, Postgres postgres, String database);

  /** What is to be deployed, after what it needs was made. */
  abstract Path[] archives();

  /** Called once all is deployed. */
  abstract void awaitStarted();

  @BeforeAll
  void start() {
    postgres.createDatabase(DATABASE);
    server =
        newServer(folder, postgres, DATABASE)
            .deploying(archives())
            .with("bamotf.webhook.secret", Host.SECRET)
            .with("bamotf.dispatch.backoff", "PT0.05S")
            .with("user.timezone", "Asia/Kathmandu")
            .start();
    awaitStarted();
    ServerReport.write(getClass(), server);
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
    postgres.close();
  }

  /** How often the mail about this order was sent, since the server's last start. */
  int mails(String order) {
    return server.log().split("order " + order + " is paid", -1).length - 1;
  }

  int unsentMails(String table) {
    String sql = "select count(*) from " + table + " where sent_at is null";
    return Integer.parseInt(postgres.value(DATABASE, sql));
  }
}
