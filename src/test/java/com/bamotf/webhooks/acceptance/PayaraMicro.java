package com.bamotf.webhooks.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A real Payara Micro in a process of its own, with the WAR as it was built and the boot files as
 * they are shipped.
 */
final class PayaraMicro implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(120);

  private final Path folder;
  private final int port = freePort();
  private final Map<String, String> systemProperties = new LinkedHashMap<>();
  private final List<String> options = new ArrayList<>();
  private String prebootFile = "payara/h2-preboot.txt";
  private Process process;
  private Path log;
  private int starts;

  private PayaraMicro(Path folder) {
    this.folder = folder;
  }

  /** On an H2 file in this folder, so that data survive a restart. */
  static PayaraMicro onH2(Path folder) {
    return new PayaraMicro(folder).with("h2.file", folder.resolve("inbox").toString());
  }

  static PayaraMicro onPostgres(Path folder, Postgres postgres, String database) {
    PayaraMicro server = new PayaraMicro(folder);
    server.prebootFile = "payara/postgresql-preboot.txt";
    server.options.addAll(List.of("--addlibs", required("postgresql.driver.jar")));
    return server
        .with("PGHOST", "127.0.0.1")
        .with("PGPORT", String.valueOf(postgres.port()))
        .with("PGDATABASE", database)
        .with("PGUSER", "postgres")
        .with("PGPASSWORD", "postgres");
  }

  PayaraMicro with(String name, String value) {
    systemProperties.put(name, value);
    return this;
  }

  /** Starts it and waits until it answers. */
  PayaraMicro start() {
    launch();
    awaitLog("ready in");
    return this;
  }

  /** Starts it without waiting for anything. */
  PayaraMicro launch() {
    starts++;
    log = folder.resolve("server-" + starts + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    systemProperties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(
        List.of("-jar", required("payara.micro.jar"), "--nohazelcast", "--disablephonehome"));
    command.addAll(List.of("--prebootcommandfile", prebootFile, "--port", String.valueOf(port)));
    command.addAll(options);
    command.addAll(List.of("--deploy", required("bamotf.war")));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    environment(builder.environment());
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /**
   * What the machine has set must not decide a test; what the boot file reads from the environment
   * comes from the test.
   */
  private void environment(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.contains("WEBHOOK") || name.startsWith("BAMOTF"));
    systemProperties.forEach(
        (name, value) -> {
          if (name.startsWith("PG")) {
            environment.put(name, value);
          }
        });
  }

  void awaitLog(String text) {
    Awaitility.await()
        .atMost(START)
        .pollInterval(Duration.ofMillis(100))
        .failFast("The server has ended; its log is " + log, () -> !process.isAlive())
        .until(() -> log().contains(text));
  }

  String log() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + "/bamotf" + path);
  }

  /** SIGKILL: nothing of the server can tidy up. */
  void kill() {
    end(process.destroyForcibly());
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      kill();
    }
  }

  private static void end(Process process) {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Process " + process.pid() + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String required(String property) {
    String value = System.getProperty(property);
    if (value == null || !new File(value).isFile()) {
      throw new IllegalStateException(
          "The system property %s must name a file; Maven's integration tests set it (found: %s)"
              .formatted(property, value));
    }
    return value;
  }
}
