package com.bamotf.webhooks.acceptance;

import com.bamotf.webhooks.Waiting;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real application server in a process of its own, with the WAR as it was built unless other
 * archives are named. The context root of another archive is the name of its file.
 */
public abstract class ServerProcess implements AutoCloseable {

  /** Makes a server on a database that is there. */
  public interface OnPostgres {

    ServerProcess server(Path folder, Postgres postgres, String database);
  }

  final Path folder;
  final Installation installation;
  private final Path javaHome;
  final int port = freePort();
  private final Map<String, String> systemProperties = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private List<Path> archives = List.of(Path.of(required("bamotf.war")));
  private Process process;
  private Path log;
  private int starts;

  ServerProcess(Installation installation, Path folder) {
    this.installation = installation;
    this.folder = folder;
    javaHome = installation.javaHome();
    withEnvironment("JAVA_HOME", javaHome.toString()); // for the scripts of the set-up
    with("bamotf.webhook.modes", "all"); // the sender's events are of mode test
  }

  /** What stands directly behind {@code java}. */
  List<String> javaOptions() {
    return List.of("-Xmx512m");
  }

  /** What stands behind {@code java} and its system properties. */
  abstract List<String> arguments();

  /** What the log says as soon as the server answers. */
  abstract String readyText();

  /** Deploys these instead of the WAR; to be called before the first start. */
  public ServerProcess deploying(Path... others) {
    archives = List.of(others);
    return this;
  }

  /** Takes the application away while the server runs, and returns when that is done. */
  void undeploy() {
    throw new UnsupportedOperationException("This server deploys only when it starts");
  }

  /** Brings the application back after {@link #undeploy}; returns when the server has it. */
  void deployAgain() {
    throw new UnsupportedOperationException("This server deploys only when it starts");
  }

  final List<Path> archives() {
    return archives;
  }

  /** Sets a system property. */
  public ServerProcess with(String name, String value) {
    systemProperties.put(name, value);
    return this;
  }

  /** Sets what the shipped set-up reads from the environment. */
  ServerProcess with(Postgres postgres, String database) {
    environment.put("PGHOST", postgres.host());
    environment.put("PGPORT", String.valueOf(postgres.port()));
    environment.put("PGDATABASE", database);
    environment.put("PGUSER", "postgres");
    environment.put("PGPASSWORD", "postgres");
    return this;
  }

  /** Sets an environment variable. */
  final void withEnvironment(String name, String value) {
    environment.put(name, value);
  }

  /** Runs it with both compilers, unlike the other servers of the tests. */
  public ServerProcess withAllCompilers() {
    environment.put("JDK_JAVA_OPTIONS", "");
    return this;
  }

  /** Starts it and waits until it answers. */
  public final ServerProcess start() {
    try {
      launch();
      awaitReady();
      return this;
    } catch (RuntimeException e) {
      close(); // nobody has it yet, so that nobody else could
      throw e;
    }
  }

  void awaitReady() {
    awaitLog(readyText());
  }

  /** Starts it without waiting for anything. */
  public ServerProcess launch() {
    starts++;
    log = folder.resolve("server-" + starts + ".log");
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin/java").toString());
    command.addAll(javaOptions());
    systemProperties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(arguments());
    process = run(command, log);
    return this;
  }

  /** Runs a program with the environment of this server. */
  Process run(List<String> command, Path output) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    // What the machine has set must not decide a test.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.contains("WEBHOOK") || name.startsWith("BAMOTF"));
    builder.environment().putAll(environment);
    try {
      Process started = builder.start();
      started.getOutputStream().close(); // some servers ask for passwords there
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void awaitLog(String text) {
    awaitLog(text, 1);
  }

  /** Waits until the log of this start says it that often. */
  final void awaitLog(String text, int times) {
    Waiting.await()
        .pollInterval(Duration.ofMillis(100))
        .failFast("The server has ended; its log is " + log, () -> !process.isAlive())
        .until(() -> log().split(Pattern.quote(text), -1).length > times);
  }

  public String log() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI uri(String path) {
    return uriOf("/bamotf" + path);
  }

  /** Where the readiness of the applications is told; empty without MicroProfile Health. */
  Optional<URI> readiness() {
    return Optional.of(uriOf("/health/ready"));
  }

  /** The path begins with a context root. */
  public URI uriOf(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** The version of the Java that really runs it. */
  final String javaVersion() {
    Path java = Path.of(process.info().command().orElseThrow());
    return JavaHomes.version(java.getParent().getParent()).orElseThrow();
  }

  final boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** SIGTERM: it stops in order. Does not wait for that. */
  final void terminate() {
    process.destroy();
  }

  /** Waits until it has ended by itself. */
  final void awaitEnd() {
    end(process);
  }

  /** SIGKILL: nothing of the server can tidy up. */
  public void kill() {
    end(process.destroyForcibly());
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      kill();
    }
  }

  static void end(Process process) {
    try {
      if (!process.waitFor(Waiting.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
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

  /** A program of the JDK that runs the tests and the servers. */
  static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  public static String required(String property) {
    String value = System.getProperty(property);
    if (value == null || !new File(value).exists()) {
      throw new IllegalStateException(
          "The system property %s must name a file or a folder; Maven's integration tests set it (found: %s)"
              .formatted(property, value));
    }
    return value;
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file, or a folder with all that is in it. */
  static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(file, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file, a folder with all that is in it, or nothing. */
  static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
