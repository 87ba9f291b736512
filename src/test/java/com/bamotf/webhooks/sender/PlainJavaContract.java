package com.bamotf.webhooks.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The promise that the sender needs nothing but Java. */
abstract class PlainJavaContract {

  /** What {@code java} runs: its arguments before those of the sender. */
  abstract List<String> program();

  @Test
  void theSenderRunsWithNothingButOurOwnClasses() throws Exception {
    try (Receiver receiver = new Receiver()) {
      Process java = start(receiver.endpoint().toString(), "succeeded");
      String printed = new String(java.getInputStream().readAllBytes(), UTF_8);

      assertThat(java.waitFor(10, TimeUnit.MINUTES)).isTrue();
      assertThat(printed).endsWith("Accepted" + System.lineSeparator());
      assertThat(java.exitValue()).isZero();
      assertThat(receiver.received()).hasSize(1);
    }
  }

  @Test
  void theExitCodeTellsOfWrongUsage() throws Exception {
    Process java = start("nowhere");
    String printed = new String(java.getInputStream().readAllBytes(), UTF_8);

    assertThat(java.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(printed).contains("\"nowhere\"");
    assertThat(java.exitValue()).isEqualTo(2);
  }

  private Process start(String... arguments) throws IOException {
    ProcessBuilder process =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    process.command().addAll(program());
    process.command().addAll(List.of(arguments));
    process.environment().put("WEBHOOK_SECRET", "my-secret");
    return process.redirectErrorStream(true).start();
  }
}
