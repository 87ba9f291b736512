package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;
import java.util.List;

/**
 * Payara Micro in a folder that the shipped script prepared, which it does before the first start.
 */
public final class PreparedPayaraMicro extends ServerProcess {

  private final Path server;
  private boolean prepared;

  private PreparedPayaraMicro(Installation installation, Path folder) {
    super(installation, folder);
    server = folder.toAbsolutePath().resolve("prepared");
  }

  public static ServerProcess onPostgres(Path folder, Postgres postgres, String database) {
    return of(Installation.PAYARA_MICRO).server(folder, postgres, database);
  }

  static OnPostgres of(Installation installation) {
    return (folder, postgres, database) ->
        new PreparedPayaraMicro(installation, folder).with(postgres, database);
  }

  @Override
  public ServerProcess launch() {
    if (!prepared) {
      delete(server); // of an earlier run, with the WAR and the Java of that time
      prepare();
      prepared = true;
    }
    return super.launch();
  }

  @Override
  List<String> javaOptions() {
    return List.of("@" + server.resolve("java-options.txt"));
  }

  @Override
  List<String> arguments() {
    String launcher = server.resolve("launch-micro.jar").toString();
    return List.of("-jar", launcher, "--nohazelcast", "--port", String.valueOf(port));
  }

  @Override
  String readyText() {
    return "ready in";
  }

  private void prepare() {
    Path output = folder.resolve("prepare.log");
    Process script = run(script(installation.home(), archives().get(0), server), output);
    end(script);
    if (script.exitValue() != 0) {
      throw new IllegalStateException("payara/prepare.sh failed:\n" + text(output));
    }
  }

  /** The shipped script, which takes one application. */
  static List<String> script(String payaraMicro, Path application, Path server) {
    return List.of(
        "payara/prepare.sh",
        payaraMicro,
        required("postgresql.driver.jar"),
        application.toString(),
        server.toString());
  }
}
