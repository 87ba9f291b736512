package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class OpenLiberty26Ee11RedeployIT extends RedeployAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return OpenLiberty.of(Installation.OPEN_LIBERTY_26_EE_11).server(folder, postgres, database);
  }
}
