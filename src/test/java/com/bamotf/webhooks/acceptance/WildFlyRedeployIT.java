package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class WildFlyRedeployIT extends RedeployAcceptance {

  /** An idle thread of its pool keeps the last request that it ran until it runs another one. */
  @Override
  int keptByServer() {
    return 3;
  }

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return WildFly.onPostgres(folder, postgres, database);
  }
}
