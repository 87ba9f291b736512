package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class WildFlyPreviewRedeployIT extends RedeployAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return WildFly.of(Installation.WILDFLY_PREVIEW).server(folder, postgres, database);
  }
}
