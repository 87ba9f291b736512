package com.bamotf.webhooks.acceptance;

import com.bamotf.webhooks.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** WildFly's standalone.xml, either as it comes or set up by the script that is shipped. */
public final class WildFly extends ServerProcess {

  /** What WildFly's own start script opens to its modules. */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.io",
          "java.base/java.net",
          "java.base/java.security",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.management/javax.management",
          "java.naming/javax.naming");

  private final Path home = Path.of(installation.home()).toAbsolutePath();
  private final Path base;
  private String configuration = "standalone.xml";
  private final int managementPort = freePort();
  private final int httpsPort = freePort();

  private WildFly(Installation installation, Path folder) {
    super(installation, folder);
    this.base = folder.resolve("base");
    withEnvironment("JBOSS_HOME", home.toString());
    copy(home.resolve("standalone/configuration"), base.resolve("configuration"));
  }

  /** As it comes: with H2 in memory, and without Fault Tolerance. */
  public static ServerProcess asItComes(Path folder) {
    return new WildFly(Installation.WILDFLY, folder);
  }

  /** As it comes, but with a data source that takes no part in transactions. */
  static ServerProcess withoutJta(Path folder) {
    WildFly server = new WildFly(Installation.WILDFLY, folder);
    server.configure(Path.of("src/test/resources/wildfly/not-jta.cli"));
    return server;
  }

  /** Without enterprise beans and JPA. */
  static ServerProcess withMicroProfileOnly(Path folder) {
    WildFly server = new WildFly(Installation.WILDFLY, folder);
    server.configuration = "standalone-microprofile.xml";
    return server;
  }

  /** As it comes, and with OpenTelemetry. */
  static ServerProcess withOpenTelemetry(Path folder) {
    WildFly server = new WildFly(Installation.WILDFLY, folder);
    server.configure(Path.of("src/servers/wildfly/opentelemetry.cli"));
    return server;
  }

  public static ServerProcess onPostgres(Path folder, Postgres postgres, String database) {
    return of(Installation.WILDFLY).server(folder, postgres, database);
  }

  public static OnPostgres of(Installation installation) {
    return (folder, postgres, database) -> {
      WildFly server = new WildFly(installation, folder);
      server.with(postgres, database);
      server.deploy(Path.of(required("postgresql.driver.jar")));
      server.configure(Path.of("src/servers/wildfly/postgresql.cli"));
      return server;
    };
  }

  /** With Artemis, and PostgreSQL as an XA resource. */
  public static ServerProcess withBroker(Path folder, Postgres postgres, String database) {
    WildFly server = new WildFly(Installation.WILDFLY, folder);
    server.with(postgres, database);
    server.deploy(Path.of(required("postgresql.driver.jar")));
    server.configure(Path.of("src/servers/wildfly/postgresql.cli"));
    server.configure(Path.of("src/test/resources/brokers/wildfly.cli"));
    return server;
  }

  @Override
  public ServerProcess launch() {
    archives().forEach(this::deploy);
    return super.launch();
  }

  @Override
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    OPENED.forEach(each -> arguments.add("--add-opens=" + each + "=ALL-UNNAMED"));
    arguments.add("-Djboss.home.dir=" + home);
    arguments.add("-Djboss.server.base.dir=" + base);
    arguments.add("-Djboss.http.port=" + port);
    arguments.add("-Djboss.https.port=" + httpsPort);
    arguments.add("-Djboss.management.http.port=" + managementPort);
    arguments.addAll(List.of("-jar", home.resolve("jboss-modules.jar").toString()));
    arguments.addAll(List.of("-mp", home.resolve("modules").toString()));
    arguments.addAll(List.of("org.jboss.as.standalone", "-c", configuration));
    arguments.addAll(List.of("-b", "127.0.0.1", "-bmanagement", "127.0.0.1"));
    return arguments;
  }

  /**
   * Said with and without errors alike, so that a failed deployment is seen by its test at once.
   */
  @Override
  String readyText() {
    return "WFLYSRV002";
  }

  @Override
  Optional<URI> readiness() {
    return Optional.of(URI.create("http://127.0.0.1:" + managementPort + "/health/ready"));
  }

  /** By the marker files of its deployment scanner, which looks every 5 s. */
  @Override
  void undeploy() {
    delete(marker("deployed"));
    awaitMarker("undeployed");
  }

  @Override
  void deployAgain() {
    try {
      Files.createFile(marker("dodeploy"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitMarker("deployed");
  }

  private void awaitMarker(String kind) {
    Waiting.await()
        .failFast("WildFly could not deploy", () -> Files.exists(marker("failed")))
        .until(() -> Files.exists(marker(kind)));
  }

  private Path marker(String kind) {
    return base.resolve("deployments").resolve(archives().get(0).getFileName() + "." + kind);
  }

  private void deploy(Path file) {
    Path target = base.resolve("deployments").resolve(file.getFileName());
    if (!Files.exists(target)) { // else it is of an earlier start
      copy(file, target);
    }
  }

  private void configure(Path script) {
    Path output = folder.resolve("cli.log");
    Process cli =
        run(
            List.of(
                "bash",
                home.resolve("bin/jboss-cli.sh").toString(),
                "-Djboss.server.base.dir=" + base,
                "--file=" + script),
            output);
    end(cli);
    if (cli.exitValue() != 0) {
      throw new IllegalStateException(script + " failed:\n" + text(output));
    }
  }
}
