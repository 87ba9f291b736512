package com.bamotf.webhooks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands send and simulate refuse, and what is said of a refused event. */
class SendArgumentsTest {

  private static final String ID = "7b9c1f0e-8a55-4c9e-9a2e-5d1f0c3b2a11";

  private final ServerDouble server = new ServerDouble();
  private final String url = server.webhook();
  private final CommandRun command = new CommandRun().with("WEBHOOK_SECRET", "my-secret");

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "400, quarantine",
    "401, Is the secret from WEBHOOK_SECRET the same as the receiver's?",
    "404, Nothing accepts webhooks at",
    "405, Nothing accepts webhooks at",
    "413, larger than the receiver's bamotf.webhook.max-body-size",
    "503, cannot store events now",
    "418, check the URL",
  })
  void eachRefusalSaysWhatToDo(int status, String advice) {
    for (int i = 0; i < 3; i++) {
      server.answering("/webhook", status, "");
    }
    assertThat(command.run("send", url)).isEqualTo(1);
    assertThat(command.err()).contains(advice).doesNotContain("my-secret");
  }

  @Test
  void saysWhenNobodyListens() {
    server.close();

    assertThat(command.run("send", url)).isEqualTo(1);
    assertThat(command.out())
        .contains("Attempt 3: no connection to " + url + ": nothing listens there; start");
  }

  @Test
  void aLongAnswerIsCut() {
    server.answering("/webhook", 200, "x".repeat(501));
    assertThat(command.run("send", url)).isZero();
    assertThat(command.out().lines())
        .contains("Attempt 1: 200 " + "x".repeat(500) + " ... (501 characters)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "succeeded",
        "localhost:8080/x",
        "http://a b/",
        "file:///x",
        "http://localhost:65536/x"
      })
  void aWrongUrlIsNamed(String wrong) {
    assertThat(command.run("send", wrong)).isEqualTo(2);
    assertThat(command.err()).contains("\"" + wrong + "\"", "http://localhost:8080/bamotf/webhook");
  }

  @ParameterizedTest
  @CsvSource({
    "body.json, --file body.json",
    "no/such, looks like a file",
    "a\\b, looks like a file",
    "' ', EVENT is empty",
    "--file=gone.json, gone.json does not exist",
    "--file=src, cannot be read: Is a directory",
    "--count=0, from 1 to 1000000",
    "--count=1000001, from 1 to 1000000",
    "--count=x, '\"x\" is not a number, or is out of range'",
    "--amount=1.5, '\"1.5\" is not a number, or is out of range'",
    "--rate=fast, '\"fast\" is not a number, or is out of range'",
    "--rate=0, from 0.001 to 10000",
    "--rate=10001, from 0.001 to 10000",
    "--rate=NaN, from 0.001 to 10000",
    "--amount=-1, at least 0",
    "--intent=x, UUID",
    "--intent=1-1-1-1-1, UUID",
    "--metadata=x, KEY=VALUE",
  })
  void aWrongArgumentIsNamed(String argument, String message) {
    assertThat(command.run("send", url, argument)).isEqualTo(2);
    assertThat(command.err()).contains(message, "send --help");
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"succeeded", "--amount=1", "--mode=prod", "--disorder", "--metadata=a=b"})
  void aFileIsSentUnchanged(String argument) {
    assertThat(command.run("send", url, argument, "--file", "pom.xml")).isEqualTo(2);
    assertThat(command.err()).contains("--file sends a body unchanged");
  }

  @Test
  void whatContradictsItselfIsRefused() {
    assertThat(command.run("send", url, "--count=2", "--intent", ID)).isEqualTo(2);
    assertThat(command.run("send", url, "--count=100001", "--disorder")).isEqualTo(2);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void simulateRefusesAWrongPause() {
    assertThat(command.run("simulate", url, "--pause", "PT2H")).isEqualTo(2);
    assertThat(command.run("simulate", url, "--pause", "2")).isEqualTo(2);
    assertThat(command.err()).contains("\"2\" is not a duration such as PT5M");
  }
}
