package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Payara Micro in a folder that the shipped script prepared, which it does before the first start.
 */
public final class PreparedPayaraMicro extends ServerProcess {

  private final Path server;
  private final List<String> moreOptions;
  private boolean prepared;

  private PreparedPayaraMicro(Path folder, String... moreOptions) {
    super(folder);
    this.moreOptions = List.of(moreOptions);
    // Java takes the archive of classes only by the path that it was made with.
    server = folder.toAbsolutePath().resolve("prepared");
  }

  public static ServerProcess onPostgres(Path folder, Postgres postgres, String database) {
    return new PreparedPayaraMicro(folder).with(postgres, database);
  }

  /** With the flight recorder, which looks at each class that is loaded, as Java agents do. */
  static ServerProcess recorded(Path folder, Postgres postgres, String database) {
    String recording = "-XX:StartFlightRecording=filename=" + folder.resolve("recording.jfr");
    return new PreparedPayaraMicro(folder, recording).with(postgres, database);
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
    List<String> options = new ArrayList<>(moreOptions);
    options.add("@" + server.resolve("java-options.txt"));
    return options;
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
    withEnvironment("JAVA_HOME", System.getProperty("java.home"));
    Process script = run(script(required("payara.micro.jar"), archives().get(0), server), output);
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
