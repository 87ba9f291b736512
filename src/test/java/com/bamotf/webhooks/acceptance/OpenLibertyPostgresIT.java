package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class OpenLibertyPostgresIT extends PostgresReceiverAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres database, String name) {
    return OpenLiberty.onPostgres(folder, database, name);
  }
}
