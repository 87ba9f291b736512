package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerReportTest {

  private static final String STARTED =
      "\nBAMOTF101: bamotf webhooks started with PostgreSQL 15.18, schema 1, 2 webhook secret(s)";

  @ParameterizedTest
  @CsvSource({
    "Payara Micro 6.2025.10,     'Payara Micro  6.2025.10 #badassmicrofish (build 1)'",
    "Payara Server 6.2025.9,     'Running Version: Payara Server  6.2025.9 #badassfish (build 1)'",
    "Eclipse GlassFish 8.0.0,    'Eclipse GlassFish  8.0.0  (commit: 1)'",
    "WildFly 39.0.1.Final,       'WFLYSRV0049: WildFly 39.0.1.Final (WildFly Core 31.0.1.Final)'",
    "WildFly Preview 39.0.1.Final, 'WildFly Preview 39.0.1.Final (WildFly Core 31.0.1.Final)'"
  })
  void findsWhatTheServerCallsItself(String product, String log) {
    assertThat(ServerReport.lines(log + STARTED, "25.0.3"))
        .containsExactly("server=" + product, "java=25.0.3", "database=PostgreSQL 15.18");
  }

  @Test
  void tellsTheProfileOfOpenLiberty() {
    String log =
        "Launching bamotf (Open Liberty 26.0.0.5/wlp-1.0.1) on Java\nfeatures: [a-1, webProfile-11.0]";
    assertThat(ServerReport.lines(log + STARTED, "25.0.3"))
        .contains("server=Open Liberty 26.0.0.5 webProfile-11.0");
  }

  @Test
  void guessesNothing() {
    assertThatThrownBy(() -> ServerReport.lines(STARTED, "25.0.3"))
        .hasMessageStartingWith("The server's log has no (Payara");
    assertThatThrownBy(() -> ServerReport.lines("Payara Micro 6.2025.10", "25.0.3"))
        .hasMessageStartingWith("The server's log has no bamotf");
  }
}
