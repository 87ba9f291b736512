package com.bamotf.webhooks.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Payara Micro with the boot files and the options of Java as they are shipped. */
public final class PayaraMicro extends ServerProcess {

  private final String prebootFile;
  private final List<String> options;
  private final Path unpacked;

  private PayaraMicro(
      Installation installation, Path folder, String prebootFile, String... options) {
    super(installation, folder);
    this.prebootFile = prebootFile;
    this.options = List.of(options);
    unpacked = folder.toAbsolutePath().resolve("unpacked");
  }

  /** On an H2 file in this folder, so that data survive a restart. */
  public static ServerProcess onH2(Path folder) {
    return new PayaraMicro(Installation.PAYARA_MICRO, folder, "payara/h2-preboot.txt")
        .with("h2.file", folder.resolve("inbox").toString());
  }

  /** On H2, with its MicroProfile Metrics, which the shipped file turns off. */
  static ServerProcess withMetrics(Path folder) {
    String off =
        "set configs.config.server-config.microprofile-metrics-configuration.enabled=false";
    Path shipped = Path.of("payara/h2-preboot.txt");
    if (!text(shipped).contains(off)) {
      throw new IllegalStateException(shipped + " does not turn the metrics off");
    }
    Path preboot = folder.resolve("preboot.txt");
    write(preboot, text(shipped).replace(off, ""));
    return new PayaraMicro(Installation.PAYARA_MICRO, folder, preboot.toString())
        .with("h2.file", folder.resolve("inbox").toString());
  }

  public static ServerProcess onPostgres(Path folder, Postgres postgres, String database) {
    return of(Installation.PAYARA_MICRO).server(folder, postgres, database);
  }

  public static OnPostgres of(Installation installation) {
    return (folder, postgres, database) ->
        new PayaraMicro(
                installation,
                folder,
                "payara/postgresql-preboot.txt",
                "--addlibs",
                required("postgresql.driver.jar"))
            .with(postgres, database);
  }

  @Override
  public ServerProcess launch() {
    delete(unpacked); // of a server that ended by itself, or of tests that were killed
    try {
      Files.createDirectories(unpacked);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return super.launch();
  }

  /** It unpacks 110 MB for each start, which nothing but its own orderly end would remove. */
  @Override
  public void kill() {
    super.kill();
    delete(unpacked);
  }

  @Override
  List<String> javaOptions() {
    return List.of("@payara/java-options.txt", "-Djava.io.tmpdir=" + unpacked);
  }

  @Override
  List<String> arguments() {
    List<String> arguments =
        new ArrayList<>(
            List.of("-jar", installation.home(), "--nohazelcast", "--disablephonehome"));
    arguments.addAll(List.of("--prebootcommandfile", prebootFile, "--port", String.valueOf(port)));
    arguments.addAll(options);
    archives().forEach(archive -> arguments.addAll(List.of("--deploy", archive.toString())));
    return arguments;
  }

  @Override
  String readyText() {
    return "ready in";
  }
}
