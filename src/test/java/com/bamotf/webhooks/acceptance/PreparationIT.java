package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code payara/prepare.sh}; what it prepares runs in the other tests. */
class PreparationIT {

  private static final String PASSWORD = "the-password-of-the-database";

  @TempDir Path folder;

  private final Set<String> commandLines = new HashSet<>();

  @Test
  void keepsNoPasswordAndNoOtherPort() throws Exception {
    Path server = folder.resolve("a server");
    try (Postgres postgres = new Postgres()) {
      postgres.createDatabase("prepared");
      assertThat(prepare(postgres.port(), required("payara.micro.jar"), server))
          .contains("Start it with: ", "launch-micro.jar");
    }
    assertThat(server.resolve("config/domain.xml"))
        .content()
        .contains("${ENV=PGPASSWORD}")
        .doesNotContain("port-range");
    assertThat(server.resolve("java-options.txt"))
        .hasSameTextualContentAs(Path.of("payara/java-options.txt"));
    assertThat(filesWith(PASSWORD, server)).isEmpty();
    // What is signed with the secret of the preparation would be stored, so nobody may know it.
    assertThat(commandLines)
        .anyMatch(line -> line.contains("launch-micro.jar"))
        .noneMatch(line -> line.contains("secret"));
    assertThat(server.resolve("prepare.log"))
        .content()
        .contains("bound to [/127.0.0.1:")
        .doesNotContain("bound to [/0.0.0.0:");
  }

  @Test
  void failsWithoutADatabaseAndSaysWhatIsMissing() throws Exception {
    Path server = folder.resolve("server");
    assertThat(prepare(ServerProcess.freePort(), required("payara.micro.jar"), server))
        .contains("failed", "could not be deployed", "PGHOST, PGPORT", "prepare.log");
  }

  @Test
  void refusesAFolderThatIsThere() throws Exception {
    assertThat(prepare(1, required("payara.micro.jar"), folder))
        .contains("failed", folder + " is there already");
    assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("script.log"));
  }

  @Test
  void namesAFileThatIsMissing() throws Exception {
    assertThat(prepare(1, folder.resolve("no.jar").toString(), folder.resolve("server")))
        .contains("failed", "there is no file " + folder.resolve("no.jar"));
    assertThat(folder.resolve("server")).doesNotExist();
  }

  private static String required(String property) {
    return ServerProcess.required(property);
  }

  /** What the script says, with the word "failed" in front if it ends with an error. */
  private String prepare(int databasePort, String micro, Path server) throws Exception {
    Path output = folder.resolve("script.log");
    ProcessBuilder script =
        new ProcessBuilder(
                PreparedPayaraMicro.script(micro, Path.of(required("bamotf.war")), server))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    script.environment().put("JAVA_HOME", System.getProperty("java.home"));
    script.environment().put("PGHOST", "127.0.0.1");
    script.environment().put("PGPORT", String.valueOf(databasePort));
    script.environment().put("PGDATABASE", "prepared");
    script.environment().put("PGUSER", "postgres");
    script.environment().put("PGPASSWORD", PASSWORD);
    script.environment().put("HTTP_ADDRESS", "0.0.0.0");
    Process process = script.start();
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
      process.descendants().forEach(each -> each.info().commandLine().ifPresent(commandLines::add));
      if (System.nanoTime() > end) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IllegalStateException("The script does not end: " + Files.readString(output));
      }
    }
    return (process.exitValue() == 0 ? "" : "failed: ") + Files.readString(output);
  }

  private static List<Path> filesWith(String text, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
