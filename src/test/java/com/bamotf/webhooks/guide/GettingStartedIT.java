package com.bamotf.webhooks.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.acceptance.ServerProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/getting-started.md says, to the letter but for the port, in an empty folder. */
class GettingStartedIT {

  private static final Pattern FILE =
      Pattern.compile("(?ms)^\\*\\*`([^`]+)`\\*\\*[^\n]*\n\n```\\w+\n(.*?)^```$");
  private static final Pattern COMMAND = Pattern.compile("(?ms)^```sh\n(.*?)\n```$");
  private static final Pattern OUTPUT = Pattern.compile("(?ms)^```text\n(.*?)^```$");

  private static final String INSTALL = "mvn -q install -DskipTests";

  @TempDir Path empty;

  @Test
  void leadsFromAnEmptyFolderToAPaidOrder() throws IOException {
    String page =
        Files.readString(Path.of("docs/getting-started.md"))
            .replace("8080", String.valueOf(freePort()));
    List<String> commands = found(COMMAND, page);
    List<String> outputs = found(OUTPUT, page);
    assertThat(commands).hasSize(7).startsWith(INSTALL, "mkdir shop && cd shop");
    assertThat(outputs).hasSize(3);

    Path shop = Files.createDirectory(empty.resolve("shop"));
    assertThat(writeFiles(page, shop)).isEqualTo(6);
    useRepositoryOfThisBuild(shop);
    run(commands.get(2), shop);
    Process server = start(commands.get(3), shop);
    try {
      awaitReady(server);
      assertThat(run(commands.get(4), shop)).isEqualTo(outputs.get(0));
      assertThat(withoutIds(run(commands.get(5), shop))).isEqualTo(withoutIds(outputs.get(1)));
      Waiting.await()
          .pollInterval(Duration.ofMillis(200))
          .until(() -> run(commands.get(6), shop).equals(outputs.get(2)));
    } finally {
      end(server);
    }
  }

  private static List<String> found(Pattern pattern, String page) {
    return pattern.matcher(page).results().map(found -> found.group(1)).toList();
  }

  private static int writeFiles(String page, Path folder) throws IOException {
    List<MatchResult> files = FILE.matcher(page).results().toList();
    for (MatchResult each : files) {
      Path file = folder.resolve(each.group(1));
      Files.createDirectories(file.getParent());
      Files.writeString(file, each.group(2));
    }
    return files.size();
  }

  /**
   * In place of the first command: the artifacts of this build, where its example shop is built.
   */
  private static void useRepositoryOfThisBuild(Path folder) throws IOException {
    Path repository = Path.of(ServerProcess.required("it.repository")).toAbsolutePath();
    String url = Path.of(ServerProcess.required("local.repository")).toUri().toString();
    String settings = Files.readString(Path.of("src/it/settings.xml"));
    Path global = folder.resolve(".mvn/settings.xml");
    Files.createDirectories(global.getParent());
    Files.writeString(global, settings.replace("@localRepositoryUrl@", url));
    Files.writeString(
        folder.resolve(".mvn/maven.config"),
        "-gs\n" + global.toAbsolutePath() + "\n-Dmaven.repo.local=" + repository + "\n");
  }

  private String run(String command, Path folder) throws IOException {
    Path output = empty.resolve("output.txt");
    Path errors = empty.resolve("errors.txt");
    Process process =
        builder(command, folder)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    Waiting.await().until(() -> !process.isAlive());
    String text = Files.readString(output);
    assertThat(process.exitValue())
        .as("%s: %s %s", command, text, Files.readString(errors))
        .isZero();
    return text;
  }

  private Process start(String command, Path folder) throws IOException {
    ProcessBuilder builder = builder(command, folder).redirectErrorStream(true);
    Path unpacked = Files.createDirectory(empty.resolve("unpacked"));
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + unpacked);
    return builder.redirectOutput(log().toFile()).start();
  }

  private static ProcessBuilder builder(String command, Path folder) {
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", command).directory(folder.toFile());
    builder.environment().put("no_proxy", "localhost");
    return builder;
  }

  private Path log() {
    return empty.resolve("server.log");
  }

  private void awaitReady(Process server) {
    Waiting.await()
        .pollInterval(Duration.ofMillis(200))
        .failFast(() -> assertThat(server.isAlive()).as("%s", Files.readString(log())).isTrue())
        .until(() -> Files.readString(log()).contains("ready in"));
  }

  /** With what the shell has started. */
  private static void end(Process server) {
    try (Stream<ProcessHandle> started = server.descendants()) {
      started.forEach(ProcessHandle::destroyForcibly);
    }
    server.destroyForcibly().onExit().join();
  }

  /** Two runs differ in them. */
  private static String withoutIds(String text) {
    return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "…");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
