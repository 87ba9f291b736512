package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class GlassFish8RedeployIT extends RedeployAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return DomainServer.glassFish(Installation.GLASSFISH_8).server(folder, postgres, database);
  }

  @Override
  int keptByServer() {
    return TIMES; // the configuration of each application that reads MicroProfile Config
  }
}
