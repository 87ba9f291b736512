package com.bamotf.webhooks.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.acceptance.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The JAR as it was built, with nothing beside it. */
class CliJarIT {

  private static final String JAR = ServerProcess.required("bamotf.cli.jar");

  private final ServerDouble server = new ServerDouble();
  private String printed = "";

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sends() throws Exception {
    assertThat(run("send", server.webhook())).isZero();
    assertThat(printed).endsWith("Accepted" + System.lineSeparator());
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void signsAndExplainsSignatures() throws Exception {
    assertThat(run("sign", "--file", "pom.xml")).isZero();
    String header = printed.strip();
    assertThat(run("verify", "--file", "pom.xml", "--header", header)).isZero();
    assertThat(run("doctor", "--file", "pom.xml", "--header", header, "--json")).isZero();
    assertThat(printed).startsWith("{\"valid\":true");
  }

  @Test
  void asksTheServer() throws Exception {
    assertThat(run("status")).isZero();
    assertThat(printed.strip()).isEqualTo("OK: 3 entries pending");
    assertThat(run("entries", "list")).isZero();
    assertThat(run("entries", "show", "42")).isZero();
    assertThat(run("payments", "list")).isZero();
  }

  @Test
  void hashesAPassword() throws Exception {
    assertThat(run("hash-password")).isZero();
    assertThat(printed).startsWith("PBKDF2WithHmacSHA256:600000:");
  }

  @Test
  void knowsItsVersionAndItsPlace() throws Exception {
    assertThat(run("--version")).isZero();
    assertThat(printed).doesNotContain("unknown");
    assertThat(run("completion")).isZero();
    assertThat(printed).startsWith("bamotf-webhooks() { java -jar '" + JAR + "'");
  }

  @Test
  void theExitCodeTellsOfWrongUsage() throws Exception {
    assertThat(run("send", "nowhere")).isEqualTo(2);
    assertThat(printed).contains("\"nowhere\"");
  }

  @Test
  void noOtherArtifactHoldsTheCommandLine() throws Exception {
    String jar = JAR.replace("-cli.jar", ".jar");
    for (String other : List.of(jar, JAR.replace("-cli", "-console"))) {
      assertThat(names(other))
          .isNotEmpty()
          .noneMatch(name -> name.contains("picocli") || name.contains("parsson"))
          .noneMatch(name -> name.startsWith("com/bamotf/webhooks/cli/"));
    }
    assertThat(names(JAR.replace("-cli.jar", ".war")))
        .isNotEmpty()
        .noneMatch(name -> name.contains("picocli") || name.contains("/cli/"))
        .noneMatch(name -> name.contains("-cli"));
    assertThat(names(JAR))
        .contains("META-INF/services/jakarta.json.spi.JsonProvider")
        .noneMatch(name -> name.startsWith("com/bamotf/webhooks/inbox"));
  }

  private static List<String> names(String archive) throws IOException {
    try (ZipFile zip = new ZipFile(archive)) {
      return zip.stream().map(entry -> entry.getName()).toList();
    }
  }

  private int run(String... arguments) throws Exception {
    ProcessBuilder process =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR);
    process.command().addAll(List.of(arguments));
    process.environment().remove("JDK_JAVA_OPTIONS"); // of the servers; Java would print them
    process
        .environment()
        .putAll(
            Map.of(
                "WEBHOOK_SECRET",
                "my-secret",
                "BAMOTF_URL",
                server.url(),
                "BAMOTF_ADMIN_TOKEN",
                ServerDouble.TOKEN));
    Process java = process.redirectErrorStream(true).start();
    java.getOutputStream().write("correct horse\n".getBytes(UTF_8));
    java.getOutputStream().close();
    printed = new String(java.getInputStream().readAllBytes(), UTF_8);
    assertThat(java.waitFor(10, TimeUnit.MINUTES)).isTrue();
    return java.exitValue();
  }
}
