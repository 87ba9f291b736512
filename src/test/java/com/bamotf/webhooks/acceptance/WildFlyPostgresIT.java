package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WildFlyPostgresIT extends PostgresAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return WildFly.onPostgres(folder, postgres, database);
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
