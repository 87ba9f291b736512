package com.bamotf.webhooks.acceptance;

import com.bamotf.webhooks.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Open Liberty with the configuration as it is shipped. */
public final class OpenLiberty extends ServerProcess {

  private static final String NAME = "bamotf";
  private static final String STARTED = "CWWKZ0001I";
  private static final String UPDATED = "CWWKZ0003I";
  private static final String STOPPED = "CWWKZ0009I";

  private final Path home = Path.of(installation.home()).toAbsolutePath();

  private final Path server;
  private int undeployed;

  private OpenLiberty(Installation installation, Path folder, String configuration, String driver) {
    super(installation, folder);
    Path user = folder.resolve("usr");
    server = user.resolve("servers").resolve(NAME);
    withEnvironment("WLP_USER_DIR", user.toString());
    withEnvironment("HTTP_PORT", String.valueOf(port));
    with("com.ibm.ws.logging.console.log.level", "INFO"); // what a test reads is the console
    copy(Path.of("src/servers/liberty").resolve(configuration), server.resolve("server.xml"));
    Path jar = Path.of(required(driver));
    copy(jar, server.resolve(jar.getFileName()));
    if (installation == Installation.OPEN_LIBERTY_26_EE_11) {
      // the one change that the head of the configuration names
      replace("webProfile-10.0", "webProfile-11.0");
    }
  }

  public static ServerProcess onH2(Path folder) {
    return new OpenLiberty(Installation.OPEN_LIBERTY, folder, "h2.xml", "h2.driver.jar");
  }

  /** On H2, with its OpenTelemetry and its MicroProfile Metrics. */
  static ServerProcess withTelemetry(Path folder) {
    OpenLiberty liberty =
        new OpenLiberty(Installation.OPEN_LIBERTY, folder, "h2.xml", "h2.driver.jar");
    liberty.replace("mpHealth-4.0", "mpHealth-4.0</feature><feature>mpTelemetry-2.1");
    liberty.replace(
        "</featureManager>",
        "<feature>mpMetrics-5.1</feature></featureManager><mpMetrics authentication=\"false\"/>");
    return liberty;
  }

  /** On H2, with one more feature, and with this element for the application's class loader. */
  static ServerProcess with(Path folder, String feature, String classLoader) {
    OpenLiberty liberty =
        new OpenLiberty(Installation.OPEN_LIBERTY, folder, "h2.xml", "h2.driver.jar");
    liberty.replace("mpHealth-4.0", "mpHealth-4.0</feature><feature>" + feature);
    liberty.replace(
        "<webApplication location=\"bamotf-webhooks.war\"/>",
        "<webApplication location=\"bamotf-webhooks.war\">" + classLoader + "</webApplication>");
    return liberty;
  }

  public static ServerProcess onPostgres(Path folder, Postgres postgres, String database) {
    return of(Installation.OPEN_LIBERTY).server(folder, postgres, database);
  }

  public static OnPostgres of(Installation installation) {
    return (folder, postgres, database) ->
        new OpenLiberty(installation, folder, "postgresql.xml", "postgresql.driver.jar")
            .with(postgres, database);
  }

  /** On PostgreSQL as it is shipped, with Liberty's own broker. */
  public static ServerProcess withBroker(Path folder, Postgres postgres, String database) {
    OpenLiberty liberty =
        new OpenLiberty(
            Installation.OPEN_LIBERTY, folder, "postgresql.xml", "postgresql.driver.jar");
    liberty.with(postgres, database);
    copy(
        Path.of("src/test/resources/brokers/liberty.xml"),
        liberty.server.resolve("configDropins/overrides/broker.xml"));
    return liberty;
  }

  /** What Liberty's own start script runs. */
  @Override
  List<String> arguments() {
    archives().forEach(this::deploy);
    Path tools = home.resolve("bin/tools");
    return List.of(
        "@" + home.resolve("lib/platform/java/java9.options"),
        "-javaagent:" + tools.resolve("ws-javaagent.jar"),
        "-jar",
        tools.resolve("ws-server.jar").toString(),
        NAME);
  }

  @Override
  String readyText() {
    return "CWWKF0011I";
  }

  @Override
  void undeploy() {
    delete(target(archives().get(0)));
    awaitLog(STOPPED, ++undeployed);
  }

  @Override
  void deployAgain() {
    deploy(archives().get(0));
    Waiting.await().until(() -> log().lines().filter(OpenLiberty::isStart).count() > undeployed);
  }

  /**
   * What is in the folder of dropins is started anew, and what the configuration names, updated.
   */
  private static boolean isStart(String line) {
    return line.contains(STARTED) || line.contains(UPDATED);
  }

  private void replace(String part, String other) {
    Path file = server.resolve("server.xml");
    String xml = text(file);
    if (!xml.contains(part)) {
      throw new IllegalStateException(file + " does not contain " + part);
    }
    write(file, xml.replace(part, other));
  }

  private void deploy(Path archive) {
    Path target = target(archive);
    if (!Files.exists(target)) { // else it is of an earlier start
      copy(archive, target);
    }
  }

  /** Its configuration names the WAR; another archive goes where any is taken. */
  private Path target(Path archive) {
    String name = archive.getFileName().toString();
    return server.resolve(name.equals("bamotf-webhooks.war") ? "apps" : "dropins").resolve(name);
  }
}
