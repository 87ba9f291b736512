package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;

/** What the WAR does on a real server with a PostgreSQL of its own. */
abstract class PostgresAcceptance extends ReceiverAcceptance {

  private static final String DATABASE = "acceptance";

  private final Postgres postgres = new Postgres();

  /** A server on this empty database that is not started yet. */
  abstract ServerProcess newServer(Path folder, Postgres postgres, String database);

  @Override
  final ServerProcess newServer(Path folder) {
    postgres.createDatabase(DATABASE);
    return newServer(folder, postgres, DATABASE);
  }

  @AfterAll
  void stopPostgres() {
    postgres.close();
  }
}
