package com.bamotf.webhooks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.cli.ServerDouble.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequeueTest {

  private final ServerDouble server = new ServerDouble();
  private final CommandRun command =
      new CommandRun()
          .with("BAMOTF_URL", server.url())
          .with("BAMOTF_ADMIN_TOKEN", ServerDouble.TOKEN);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void requeuesEntriesByTheirIds() {
    server.answering("/api/admin/entries/41/requeue", 409, ServerDouble.problem(409, "It is late"));
    assertThat(command.run("entries", "requeue", "41", "42", "--force", "--reason", "Mended"))
        .isEqualTo(1);
    assertThat(command.err().strip()).isEqualTo("Entry 41: It is late");
    assertThat(command.out().strip()).isEqualTo("Requeued entry 42");
    Request request = server.requests().get(1);
    assertThat(request.body()).isEqualTo("{\"force\":true,\"reason\":\"Mended\"}");
    assertThat(request.headers()).containsEntry("content-type", "application/json");
  }

  @Test
  void requeuesAllThatMatchAfterAQuestion() {
    command.answering("y");
    assertThat(
            command.run(
                "entries", "requeue", "--all", "--status", "ABANDONED", "--min-attempts", "2"))
        .isZero();
    assertThat(command.questions())
        .containsExactly(
            "2 entries match, 1 of which would be refused without --force. Requeue them? (y/N)");
    assertThat(command.out()).contains("Requeued 2, refused 0.");
    assertThat(server.requests())
        .extracting(Request::body)
        .containsExactly(
            "{\"filter\":{\"status\":\"ABANDONED\",\"minAttempts\":\"2\"},\"dryRun\":true}",
            "{\"force\":false,\"filter\":{\"status\":\"ABANDONED\",\"minAttempts\":\"2\"},\"upTo\":\"42\",\"asOf\":\"2026-11-28T12:00:00Z\"}",
            "");
  }

  @Test
  void whoDoesNotSayYesRequeuesNothing() {
    command.answering("n");
    assertThat(command.run("entries", "requeue", "--all", "--status", "ABANDONED")).isEqualTo(1);
    assertThat(command.err()).contains("Nothing was requeued");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aScriptMustSayYes() {
    assertThat(command.run("entries", "requeue", "--all", "--mode", "prod")).isEqualTo(2);
    assertThat(command.err()).contains("--yes", "--dry-run");
    assertThat(command.run("entries", "requeue", "--all", "--mode", "prod", "--yes")).isZero();
  }

  @Test
  void aDryRunOnlyCounts() {
    assertThat(command.run("entries", "requeue", "--all", "--mode", "prod", "--dry-run")).isZero();
    assertThat(command.out()).contains("2 entries match, 1 of which");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aJobThatRefusesIsANo() {
    server.answering(
        "/api/admin/jobs/j1", 200, "{\"id\":\"j1\",\"state\":\"done\",\"done\":1,\"refused\":1}");
    assertThat(command.run("entries", "requeue", "--all", "--mode", "x", "--yes")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"failed, '\"disk\"', failed: disk", "canceled, null, canceled"})
  void saysHowAJobEndedEarly(String state, String problem, String told) {
    server.answering(
        "/api/admin/jobs/j1",
        200,
        "{\"id\":\"j1\",\"state\":\"%s\",\"done\":1,\"refused\":0,\"problem\":%s}"
            .formatted(state, problem));
    assertThat(command.run("entries", "requeue", "--all", "--mode", "x", "--yes")).isEqualTo(1);
    assertThat(command.err())
        .contains("The job ended early (" + told + "); start the requeue again to continue");
  }

  @Test
  void nothingToRequeueIsFine() {
    server.answering(
        "/api/admin/entries/requeue",
        200,
        "{\"count\":0,\"conflicts\":0,\"upTo\":null,\"asOf\":\"2026-11-28T12:00:00Z\"}");
    assertThat(command.run("entries", "requeue", "--all", "--mode", "x")).isZero();
    assertThat(command.out()).contains("No entries match.");
  }

  @ParameterizedTest
  @CsvSource({
    "'', Give either",
    "'42 --all --mode x', Give either",
    "--all, at least one option that selects",
    "'42 --mode x', belong to --all",
    "'42 --dry-run', belong to --all",
    "x, is not the id",
  })
  void whatToRequeueMustBeClear(String arguments, String message) {
    String[] all = ("entries requeue " + arguments).strip().split(" ");
    assertThat(command.run(all)).isEqualTo(2);
    assertThat(command.err()).contains(message);
    assertThat(server.requests()).isEmpty();
  }
}
