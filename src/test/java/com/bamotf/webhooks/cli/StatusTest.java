package com.bamotf.webhooks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exit codes of monitoring plugins. */
class StatusTest {

  private final ServerDouble server = new ServerDouble();
  private final CommandRun command =
      new CommandRun()
          .with("BAMOTF_URL", server.url())
          .with("BAMOTF_ADMIN_VIEWER_TOKEN", ServerDouble.TOKEN);

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, null, ok, '', 0, OK: 3 entries pending",
    "0, 0, 3600, ok, '', 0, OK: 3 entries pending",
    "0, 0, 3601, ok, '', 1, WARNING: the oldest PENDING entry has been waiting for PT1H1S; 3 entries pending",
    "2, 0, 1, ok, '', 1, WARNING: 2 ABANDONED; see entries list --status ABANDONED; 3 entries pending",
    "0, 1, 1, ok, '', 1, WARNING: 1 QUARANTINED; see entries list --status QUARANTINED; 3 entries pending",
    "0, 0, 1, degraded, '\"api\"', 1, WARNING: api; 3 entries pending",
    "0, 0, 1, degraded, '', 1, WARNING: health degraded; 3 entries pending",
    "2, 0, 1, down, '\"full\"', 2, CRITICAL: full; 2 ABANDONED; see entries list --status ABANDONED; 3 entries pending",
  })
  void saysWhatIsWrong(
      int abandoned,
      int quarantined,
      String oldest,
      String health,
      String why,
      int code,
      String line) {
    server.answering(
        "/api/admin/summary",
        200,
        ServerDouble.summary(abandoned, quarantined, oldest, health, why));
    assertThat(command.run("status")).isEqualTo(code);
    assertThat(command.out().strip()).isEqualTo(line);
  }

  @Test
  void theLongestWaitCanBeSet() {
    assertThat(command.run("status", "--max-pending", "PT12S")).isZero();
    assertThat(command.run("status", "--max-pending", "PT11S")).isEqualTo(1);
    assertThat(command.run("status", "--json")).isZero();
    assertThat(command.out()).startsWith("{\"counts\":");
  }

  @ParameterizedTest
  @CsvSource({
    "500, 2, CRITICAL",
    "503, 2, CRITICAL",
    "401, 3, UNKNOWN",
    "403, 3, UNKNOWN",
    "404, 3, UNKNOWN"
  })
  void aRefusalIsCriticalOrUnknown(int status, int code, String word) {
    server.answering("/api/admin/summary", status, "");
    assertThat(command.run("status")).isEqualTo(code);
    assertThat(command.err()).startsWith(word + ": ");
  }

  @Test
  void aServerThatIsNotThereIsCritical() {
    server.close();
    assertThat(command.run("status")).isEqualTo(2);
    assertThat(command.err()).startsWith("CRITICAL: No connection to").doesNotContain("--help");
  }

  @Test
  void wrongUsageIsUnknown() {
    assertThat(command.run("status", "--max-pendin=PT1S")).isEqualTo(3);
    assertThat(command.err()).contains("did you mean --max-pending?");
    assertThat(command.run("status", "--url", "x")).isEqualTo(3);
    assertThat(command.err()).startsWith("UNKNOWN: \"x\" is not a valid URL").contains("--help");
    server.answering("/api/admin/summary", 200, "{}");
    assertThat(command.run("status")).isEqualTo(3);
    assertThat(command.err()).contains("UNKNOWN: The answer has no health");
  }
}
