package com.bamotf.webhooks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens, and what a user reads who has none, a wrong one, or asks another server. */
class RefusalsTest {

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
  void theTokenIsFromAFileOrThePromptOrTheEnvironment(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "abc\n");
    command.answering("typed");
    command.run("entries", "list", "--token-file", file.toString());
    command.run("entries", "list", "--ask-token");
    new CommandRun()
        .with("BAMOTF_URL", server.url() + "/")
        .with("BAMOTF_ADMIN_VIEWER_TOKEN", "reader")
        .run("entries", "list");
    new CommandRun().run("entries", "list", "--url", server.url());
    assertThat(server.requests())
        .extracting(each -> each.headers().get("authorization"))
        .containsExactly("Bearer abc", "Bearer typed", "Bearer reader", null);
    assertThat(server.requests().get(2).uri()).startsWith("/bamotf/api");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", " ab", "ab ", "ä", "a\u007f"})
  void aTokenThatNoHeaderCarriesIsNamed(String token) {
    CommandRun run = new CommandRun().with("BAMOTF_ADMIN_TOKEN", token);
    assertThat(run.with("BAMOTF_URL", server.url()).run("reconcile")).isEqualTo(2);
    assertThat(run.err())
        .contains("The token from BAMOTF_ADMIN_TOKEN")
        .doesNotContain(token + "\n");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void aTokenMayHoldSpaces() {
    new CommandRun().with("BAMOTF_ADMIN_TOKEN", "a b~").run("reconcile", "--url", server.url());
    assertThat(server.only().headers()).containsEntry("authorization", "Bearer a b~");
  }

  @Test
  void aScriptCannotBeAskedForTheToken() {
    assertThat(command.run("entries", "list", "--ask-token")).isEqualTo(2);
    assertThat(command.err()).contains("--ask-token needs a terminal");
  }

  @ParameterizedTest
  @CsvSource({
    "400, 2, detail",
    "401, 4, does not know the token from BAMOTF_ADMIN_TOKEN; use the value of bamotf.admin.token",
    "403, 4, The server refuses this: detail",
    "404, 1, detail",
    "409, 1, detail",
    "418, 2, There is no console at",
    "429, 5, cannot answer now (429): detail; look at",
    "500, 5, failed (500): detail; look at its log",
    "503, 5, cannot answer now (503): detail; look at its log and its database",
  })
  void eachRefusalIsOneSentence(int status, int exitCode, String message) {
    server.answering("/api/admin/entries", status, ServerDouble.problem(status, "detail."));
    assertThat(command.run("entries", "list")).isEqualTo(exitCode);
    assertThat(command.err()).contains(message).doesNotContain(ServerDouble.TOKEN, "\tat ");
    assertThat(command.err().lines()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void aMissingTokenIsNamed() {
    CommandRun run = new CommandRun().with("BAMOTF_URL", server.url());
    assertThat(run.run("payments", "list")).isEqualTo(4);
    assertThat(run.err()).startsWith("The server requires a token; set BAMOTF_ADMIN_TOKEN");
  }

  @Test
  void anotherServerIsNamed() {
    server.answering("/api/admin/entries", 404, "<html>");
    assertThat(command.run("entries", "list")).isEqualTo(2);
    assertThat(command.err()).contains("There is no console at " + server.url(), "--url");
    server.answering("/api/admin/entries", 200, "<html>");
    assertThat(command.run("entries", "list")).isEqualTo(2);
    server.answering("/api/admin/entries", 200, "{}");
    assertThat(command.run("entries", "list")).isEqualTo(5);
    server.answering("/api/admin/entries", 302, "", Map.of("Location", "https://elsewhere/"));
    assertThat(command.run("entries", "list")).isEqualTo(2);
    assertThat(command.err()).contains("redirects to https://elsewhere/");
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    server.close();
    assertThat(command.run("entries", "list")).isEqualTo(3);
    assertThat(command.err().strip())
        .isEqualTo(
            "No connection to "
                + server.url()
                + ": nothing listens there; start the server, or correct host and port");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, is not a valid URL",
    "http://u:p@localhost/bamotf, credentials",
    "http://localhost/bamotf?x, query",
    "http://localhost/bamotf#x, fragment",
  })
  void aWrongUrlIsNamed(String url, String message) {
    assertThat(command.run("entries", "list", "--url", url)).isEqualTo(2);
    assertThat(command.err()).contains(message);
  }
}
