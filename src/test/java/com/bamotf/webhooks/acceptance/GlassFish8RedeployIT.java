package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class GlassFish8RedeployIT extends RedeployAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return DomainServer.glassFish(Installation.GLASSFISH_8).server(folder, postgres, database);
  }

  /** Its MicroProfile Config keeps each application that has a setting. */
  @Override
  boolean unloads() {
    return false;
  }
}
