package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class WildFlyPostgresIT extends ReceiverAcceptance {

  private final Postgres postgres = new Postgres();

  @Override
  ServerProcess newServer(Path folder) {
    postgres.createDatabase("acceptance");
    return WildFly.onPostgres(folder, postgres, "acceptance");
  }

  @Test
  void theShippedScriptBringsFaultTolerance() {
    assertThat(log()).contains("BAMOTF101").contains("PostgreSQL").doesNotContain("BAMOTF103");
  }

  @Test
  void aGoodStartRaisesNoAlarm() {
    assertThat(log()).doesNotContain("BAMOTF102").doesNotContain("InboxHealth");
  }

  @AfterAll
  void stopPostgres() {
    postgres.close();
  }
}
