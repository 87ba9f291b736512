package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class OpenLibertyJava25PostgresIT extends PostgresAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return OpenLiberty.of(Installation.OPEN_LIBERTY_JAVA_25).server(folder, postgres, database);
  }
}
