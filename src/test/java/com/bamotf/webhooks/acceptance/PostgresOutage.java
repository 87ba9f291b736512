package com.bamotf.webhooks.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Stops a PostgreSQL as a crash does and starts it again on the same port and data. */
final class PostgresOutage {

  private final ProcessHandle postmaster;
  private final Path data;
  private final Path pgCtl;
  private final String options;

  PostgresOutage(Postgres postgres) {
    data = Path.of(postgres.value("postgres", "show data_directory"));
    try {
      long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
      postmaster = ProcessHandle.of(pid).orElseThrow();
      ProcessHandle.Info info = postmaster.info();
      pgCtl = Path.of(info.command().orElseThrow()).resolveSibling("pg_ctl");
      // All but "-D", which pg_ctl adds itself, and its value.
      options = String.join(" ", Arrays.stream(info.arguments().orElseThrow()).skip(2).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Immediate mode: no checkpoint, every connection breaks, and the next start recovers. */
  void stop() {
    run("stop", "-m", "immediate", "-w");
  }

  /** Returns when it takes connections again. */
  void start() {
    run("start", "-w", "-l", data.resolve("restart.log").toString(), "-o", options);
  }

  /** SIGKILL for all of its processes, as when its machine is lost. It must be its first life. */
  void kill() {
    List<ProcessHandle> processes =
        Stream.concat(Stream.of(postmaster), postmaster.children()).toList();
    processes.forEach(ProcessHandle::destroyForcibly);
    processes.forEach(process -> process.onExit().join());
  }

  /** Where its files are. */
  Path data() {
    return data;
  }

  private void run(String... arguments) {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      // PostgreSQL refuses to run as root; the embedded one was started in this way, too.
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(pgCtl.toString(), "-D", data.toString()));
    command.addAll(List.of(arguments));
    try {
      Path log = data.resolve("pg_ctl.log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + " failed: " + Files.readString(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
