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
    String start = log().substring(0, log().indexOf("WFLYSRV002"));
    assertThat(start).contains("BAMOTF104").doesNotContain(" ERROR ", "Exception", "NoClassDef");
    assertThat(start.lines().filter(line -> line.contains(" WARN ")))
        .as("several secrets, and the dialect that a start without the database needs")
        .allMatch(line -> line.contains("BAMOTF108") || line.contains("HHH90000025"));
  }
}
