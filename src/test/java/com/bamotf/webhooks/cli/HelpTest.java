package com.bamotf.webhooks.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.signature.WebhookSigner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Every help text fits a terminal, and every example in it works. */
class HelpTest {

  private static final String PROGRAM = "java -jar bamotf-webhooks-cli.jar ";
  private static final Pattern EXAMPLES =
      Pattern.compile("\nExamples?[^\n]*:\n(.*)$", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("'([^']*)'|[^ ']+");
  private static final Pattern ASSIGNMENT = Pattern.compile("^([A-Z_]+)=([^ ]+) ");
  private static final String SECRET = "demo-secret";
  private static final byte[] BODY = "{\"a\": 1}\n".getBytes(UTF_8);

  private final ServerDouble server = new ServerDouble();
  @TempDir private Path folder;

  static Stream<CommandLine> commands() {
    return withSubcommands(new CommandRun().commands());
  }

  private static Stream<CommandLine> withSubcommands(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(HelpTest::withSubcommands));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void fitsATerminalOf80Columns(CommandLine command) {
    assertThat(command.getUsageMessage(Ansi.OFF).lines())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandShowsItsHelp(CommandLine command) {
    CommandRun run = new CommandRun();
    String line = command.getCommandSpec().qualifiedName() + " --help";
    assertThat(run.run(line.substring(PROGRAM.length()).split(" "))).isZero();
    assertThat(run.out()).isEqualTo(command.getUsageMessage(Ansi.OFF));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyExampleWorks(CommandLine command) throws Exception {
    List<String> examples = examples(command.getUsageMessage(Ansi.OFF));
    assertThat(examples).as("examples of %s", command.getCommandName()).isNotEmpty();
    for (String example : examples) {
      CommandRun run = prepared();
      assertThat(run(run, example)).as("%s%n%s", example, run.err()).isZero();
      assertThat(run.out()).as(example).isNotBlank();
      assertThat(run.err()).as(example).isEmpty();
    }
  }

  @Test
  void theHelpOfAllNamesEveryCommand() {
    CommandRun run = new CommandRun();
    assertThat(run.run("--help")).isZero();
    assertThat(run.out())
        .contains(
            "send",
            "sign",
            "verify",
            "doctor",
            "simulate",
            "hash-password",
            "entries",
            "payments",
            "reconcile",
            "status",
            "completion");
  }

  @Test
  void theVersionIsShown() {
    CommandRun run = new CommandRun();
    assertThat(run.run("--version")).isZero();
    assertThat(run.out()).startsWith("bamotf-webhooks ");
  }

  private CommandRun prepared() throws Exception {
    Files.write(folder.resolve("body.json"), BODY);
    Files.writeString(folder.resolve("password.txt"), "correct horse\n");
    return new CommandRun()
        .with("WEBHOOK_SECRET", SECRET)
        .with("BAMOTF_ADMIN_TOKEN", ServerDouble.TOKEN)
        .with("BAMOTF_URL", server.url())
        .typing("correct horse\n");
  }

  private List<String> examples(String help) {
    Matcher part = EXAMPLES.matcher(help.replace("\r\n", "\n"));
    assertThat(part.find()).as(help).isTrue();
    return part.group(1).replaceAll("\\\\\n *", "").lines().map(String::strip).toList();
  }

  /** As a shell would, as far as the examples need one. */
  private int run(CommandRun run, String example) throws Exception {
    String line = example;
    Matcher assignment = ASSIGNMENT.matcher(line);
    if (assignment.find()) {
      run.with(assignment.group(1), assignment.group(2));
      line = line.substring(assignment.end());
    }
    assertThat(line).startsWith(PROGRAM);
    String digest = new WebhookSigner(SECRET).sign(BODY, Instant.ofEpochMilli(1764000000000L));
    line = line.substring(PROGRAM.length()).replace("$DIGEST", digest.replaceFirst(".*d=", ""));
    line = line.replace("http://localhost:8080/bamotf", server.url());
    int redirect = line.indexOf(" < ");
    if (redirect >= 0) {
      run.typing(Files.readString(folder.resolve(line.substring(redirect + 3))));
      line = line.substring(0, redirect);
    }
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      String text = word.group(1) == null ? word.group() : word.group(1);
      words.add(text.equals("body.json") ? folder.resolve(text).toString() : text);
    }
    return run.run(words.toArray(String[]::new));
  }
}
