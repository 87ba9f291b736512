package com.bamotf.webhooks.benchmark.load;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** The guide's receiver on node:http, {@code src/benchmark/node}. */
final class GuideReceiver implements Receiver {

  private static final File FOLDER = Path.of("src", "benchmark", "node").toFile();

  private final Database database;
  private final Process process;
  private final int port;

  private GuideReceiver(Database database, Process process, int port) {
    this.database = database;
    this.process = process;
    this.port = port;
  }

  /** Installs and starts it; its log goes to the folder. */
  static GuideReceiver start(Path folder, Database database) throws IOException {
    Program.runIn(FOLDER, List.of("npm", "ci", "--no-audit", "--no-fund"), 0);
    int port = freePort();
    Path log = folder.resolve("node.log");
    ProcessBuilder builder =
        new ProcessBuilder("node", "receiver.mjs")
            .directory(FOLDER)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "PORT",
                String.valueOf(port),
                "PGHOST",
                "127.0.0.1",
                "PGPORT",
                String.valueOf(database.server().port()),
                "PGDATABASE",
                database.name(),
                "PGUSER",
                "postgres",
                "PGPASSWORD",
                "postgres",
                "NODE_ENV",
                "production",
                "WEBHOOK_SECRET",
                Facts.SECRET));
    Process process = builder.start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .failFast("Node has ended; its log is " + log, () -> !process.isAlive())
        .until(() -> Files.readString(log).contains("ready"));
    return new GuideReceiver(database, process, port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public String name() {
    return "guide's on Node";
  }

  @Override
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port + "/bamotf/webhook");
  }

  @Override
  public Database database() {
    return database;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public void empty() throws SQLException {
    database.execute("truncate webhook restart identity");
  }

  @Override
  public long rows() throws SQLException {
    return database.number("select count(*) from webhook");
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
