package com.bamotf.webhooks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What a stranger reads who types something wrong. */
class ErrorsTest {

  private final CommandRun command = new CommandRun();

  @ParameterizedTest
  @CsvSource({
    "send http://x --cuont=5, did you mean --count?",
    "entries list --token abc, did you mean --token-file?",
    "send http://x --secret=abc, did you mean --secret-file?",
    "entries list --stauts X, did you mean --status?",
    "snd http://x, did you mean send?",
    "entries lst, did you mean list?",
    "hash, did you mean",
    "http://localhost:8080/bamotf/webhook, write send before it",
    "https://localhost/bamotf/webhook, write send before it",
    "send http://x succeeded more, Too many arguments: \"more\"",
    "send, Missing: URL",
    "sign, Missing: --file FILE",
    "entries show, Missing: ID",
    "entries, 'Missing: one of the commands list, show, requeue'",
    "send http://x --count, --count",
    "entries list --limit x, --limit",
  })
  void aMistakeIsNamedWithWhatIsRight(String line, String message) {
    assertThat(command.run(line.split(" "))).isEqualTo(2);
    assertThat(command.err()).contains(message).endsWith(" --help" + System.lineSeparator());
    assertThat(command.err().lines()).hasSize(2);
    assertThat(command.out()).isEmpty();
  }

  @Test
  void theValueOfAWrongOptionIsNotRepeated() {
    command.run("send", "http://x", "--secret=abc");
    assertThat(command.err()).doesNotContain("abc");
  }

  @Test
  void withoutACommandTheUsageIsShown() {
    assertThat(command.run()).isEqualTo(2);
    assertThat(command.err()).contains("Usage: java -jar bamotf-webhooks-cli.jar", "Commands:");
  }

  @Test
  void aBugShowsItsStackTrace() {
    Errors errors = new Errors(command.shell());
    CommandLine commands = command.commands();
    assertThat(errors.failed(new IllegalStateException("x"), commands, null)).isEqualTo(70);
    assertThat(command.err()).contains("bug in this program", "IllegalStateException: x", "\tat ");
  }

  @ParameterizedTest
  @CsvSource({"cuont, count, 2", "count, count, 0", "a, abc, 2", "abc, '', 3", "abc, xbd, 2"})
  void theDistanceCountsLetters(String a, String b, int distance) {
    assertThat(Nearest.distance(a, b)).isEqualTo(distance);
    assertThat(Nearest.to(a, List.of("zzzzzzzzz", b))).isEqualTo(b);
  }

  @Test
  void passwordsAreAskedForTwice() {
    command.answering("correct horse", "correct horse");
    assertThat(command.run("hash-password")).isZero();
    assertThat(command.out()).startsWith("PBKDF2WithHmacSHA256:600000:");
    command.answering("correct horse", "other horse");
    assertThat(command.run("hash-password")).isEqualTo(2);
    assertThat(command.err()).contains("differ");
  }

  @ParameterizedTest
  @CsvSource({"'', There is no password", "'1234567\n', 8 to 1000 characters"})
  void aPasswordThatCannotBeIsRefused(String input, String message) {
    assertThat(command.typing(input).run("hash-password")).isEqualTo(2);
    assertThat(command.err()).contains(message).doesNotContain("1234567");
    assertThat(command.out()).isEmpty();
  }

  /** Bash itself says what it would complete. */
  @Test
  void theShellCompletesCommandsAndOptions(@TempDir Path folder) throws Exception {
    assertThat(command.run("completion")).isZero();
    Path script = Files.writeString(folder.resolve("completion"), command.out());
    assertThat(complete(script, "bamotf-webhooks", "en")).contains("entries");
    assertThat(complete(script, "bamotf-webhooks", "send", "--co")).contains("--count");
    assertThat(complete(script, "bamotf-webhooks", "entries", "requeue", "--dr"))
        .contains("--dry-run");
  }

  private static String complete(Path script, String... words) throws Exception {
    String line = String.join(" ", words);
    String bash =
        """
        source "$1"; shift
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
        $(complete -p bamotf-webhooks | sed 's/.*-F \\([^ ]*\\).*/\\1/')
        echo "${COMPREPLY[@]}"
        """;
    ProcessBuilder process = new ProcessBuilder("bash", "-c", bash, "bash", script.toString());
    process.command().addAll(List.of(words));
    Process running = process.redirectErrorStream(true).start();
    String printed = new String(running.getInputStream().readAllBytes());
    assertThat(running.waitFor()).as("%s: %s", line, printed).isZero();
    return printed;
  }
}
