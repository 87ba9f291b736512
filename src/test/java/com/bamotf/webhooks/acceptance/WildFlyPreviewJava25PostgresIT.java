package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class WildFlyPreviewJava25PostgresIT extends PostgresAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return WildFly.of(Installation.WILDFLY_PREVIEW_JAVA_25).server(folder, postgres, database);
  }
}
