package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class PayaraServer7RedeployIT extends RedeployAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return DomainServer.payara(Installation.PAYARA_SERVER_7).server(folder, postgres, database);
  }
}
