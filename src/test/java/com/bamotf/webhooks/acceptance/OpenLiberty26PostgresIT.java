package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class OpenLiberty26PostgresIT extends PostgresAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return OpenLiberty.of(Installation.OPEN_LIBERTY_26).server(folder, postgres, database);
  }
}
