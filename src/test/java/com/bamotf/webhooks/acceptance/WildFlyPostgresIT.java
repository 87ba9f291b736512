package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WildFlyPostgresIT extends PostgresReceiverAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres database, String name) {
    return WildFly.onPostgres(folder, database, name);
  }

  @Test
  void theShippedScriptBringsFaultTolerance() {
    assertThat(log()).contains("BAMOTF101").contains("PostgreSQL").doesNotContain("BAMOTF103");
  }

  @Test
  void aGoodStartRaisesNoAlarm() {
    assertThat(log()).doesNotContain("BAMOTF102").doesNotContain("InboxHealth");
  }
}
