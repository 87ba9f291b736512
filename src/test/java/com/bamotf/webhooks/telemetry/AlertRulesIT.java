package com.bamotf.webhooks.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Prometheus itself checks the alert rules of docs/monitoring. */
class AlertRulesIT {

  @Test
  void prometheusAcceptsTheRules() throws Exception {
    promtool("check", "rules", "docs/monitoring/alerts.yaml");
  }

  @Test
  void eachAlertFiresAtItsLimit() throws Exception {
    promtool("test", "rules", "src/test/monitoring/alerts-test.yaml");
  }

  private static void promtool(String... arguments) throws IOException, InterruptedException {
    String[] command =
        Stream.concat(Stream.of("promtool"), Arrays.stream(arguments)).toArray(String[]::new);
    Path output = Files.createTempFile("promtool", ".txt");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      fail("promtool is not installed; on Debian and Ubuntu: apt-get install prometheus", e);
      return;
    }
    try {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("promtool ends").isTrue();
      assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}
