package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
class GlassFish8PostgresIT extends PostgresAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return DomainServer.glassFish(Installation.GLASSFISH_8).server(folder, postgres, database);
  }

  /** It has MicroProfile Health, and Fault Tolerance cannot be added to it. */
  @Test
  void isToldWhatItLacksAndNoOtherServersRemedy() {
    assertThat(log())
        .contains("BAMOTF103")
        .contains("this server lacks MicroProfile Fault Tolerance")
        .doesNotContain("add to WildFly", "add to server.xml");
  }
}
