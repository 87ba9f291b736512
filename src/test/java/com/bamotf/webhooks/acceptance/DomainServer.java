package com.bamotf.webhooks.acceptance;

import com.bamotf.webhooks.Waiting;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * GlassFish and the full Payara Server: a domain that is set up by {@code asadmin} and keeps what
 * was deployed.
 */
public final class DomainServer extends ServerProcess {

  private static final String DOMAIN = "domain1";

  private static final String NO_BROKER =
      """
      <jms-service type="REMOTE" default-jms-host="default_JMS_host">
        <jms-host name="default_JMS_host" host="localhost" port="${JMS_PROVIDER_PORT}"/>
      </jms-service>
      """;

  private final Path home;
  private final boolean hasHealth;
  private final Path domains;
  private final int adminPort = freePort();
  private final List<List<String>> commands = new ArrayList<>();
  private boolean deployed;

  private DomainServer(Installation installation, Path folder) {
    super(installation, folder);
    this.home = Path.of(installation.home()).toAbsolutePath();
    this.hasHealth = installation != Installation.GLASSFISH;
    this.domains = folder.resolve("domains");
    // All that asadmin of Payara asks for. JAVA_HOME is for the one of GlassFish.
    withEnvironment("AS_JAVA", installation.javaHome().toString());
    // asadmin sets it for GlassFish 8, which has its timers of enterprise beans in Derby.
    withEnvironment("AS_DERBY_INSTALL", home.resolve("javadb").toString());
    with("derby.stream.error.file", folder.resolve("derby.log").toString());
    copy(home.resolve("glassfish/domains").resolve(DOMAIN), domains.resolve(DOMAIN));
    atFreePortsOfLoopback(domains.resolve(DOMAIN).resolve("config/domain.xml"));
  }

  /** With H2 in a file of its domain, as it comes. */
  public static ServerProcess payaraOnH2(Path folder) {
    return new DomainServer(Installation.PAYARA_SERVER, folder).closed();
  }

  public static ServerProcess glassFishOnPostgres(Path folder, Postgres postgres, String database) {
    return glassFish(Installation.GLASSFISH).server(folder, postgres, database);
  }

  public static OnPostgres glassFish(Installation installation) {
    return (folder, postgres, database) ->
        new DomainServer(installation, folder).on(postgres, database);
  }

  public static ServerProcess payaraOnPostgres(Path folder, Postgres postgres, String database) {
    return payara(Installation.PAYARA_SERVER).server(folder, postgres, database);
  }

  public static OnPostgres payara(Installation installation) {
    return (folder, postgres, database) ->
        new DomainServer(installation, folder).closed().on(postgres, database);
  }

  private DomainServer closed() {
    commands.add(List.of("multimode", "--file", "src/servers/payara/private.asadmin"));
    return this;
  }

  /** The commands that stand in the head of the script, and the script. */
  private ServerProcess on(Postgres postgres, String database) {
    Path driver = Path.of(required("postgresql.driver.jar"));
    copy(driver, domains.resolve(DOMAIN).resolve("lib").resolve(driver.getFileName()));
    Path password = write(folder.resolve("password.txt"), "AS_ADMIN_ALIASPASSWORD=postgres\n");
    commands.add(
        List.of(
            "--passwordfile", password.toString(), "create-password-alias", "bamotf-postgresql"));
    commands.add(
        List.of(
            "create-system-properties",
            "bamotf_pg_host=%s:bamotf_pg_port=%d:bamotf_pg_database=%s:bamotf_pg_user=postgres"
                .formatted(postgres.host().replace(":", "\\:"), postgres.port(), database)));
    commands.add(List.of("multimode", "--file", "src/servers/glassfish/postgresql.asadmin"));
    return this;
  }

  /**
   * The same line that {@code asadmin start-domain} runs, so that the process is ours to kill.
   * Verbose: now and then GlassFish 7.0.20 leaves its {@code server.log} empty for a whole run, but
   * never its standard output.
   */
  @Override
  List<String> arguments() {
    List<String> lines =
        asadmin("start-domain", "--dry-run", "--domaindir", domains.toString(), DOMAIN)
            .lines()
            .dropWhile(line -> !line.endsWith("/bin/java"))
            .skip(1)
            .takeWhile(line -> !line.isBlank())
            .toList();
    List<String> arguments = new ArrayList<>(lines);
    arguments.set(arguments.indexOf("-verbose") + 1, "true");
    return arguments;
  }

  @Override
  String readyText() {
    return "startup services";
  }

  @Override
  Optional<URI> readiness() {
    return hasHealth ? super.readiness() : Optional.empty();
  }

  @Override
  void awaitReady() {
    awaitLog(readyText());
    if (!deployed) {
      deployed = true;
      // The administration takes no command for a moment longer.
      Waiting.await().ignoreExceptions().until(() -> asadmin("uptime").contains("successfully"));
      commands.forEach(command -> asadmin(command.toArray(String[]::new)));
      archives().forEach(archive -> asadmin("deploy", archive.toString()));
    }
    // A domain keeps its applications, and loads them after it has called itself started.
    awaitLog("Loading application [", archives().size());
  }

  @Override
  void undeploy() {
    String file = archives().get(0).getFileName().toString();
    asadmin("undeploy", file.substring(0, file.lastIndexOf('.')));
  }

  @Override
  void deployAgain() {
    asadmin("deploy", archives().get(0).toString());
  }

  private String asadmin(String... arguments) {
    Path output = folder.resolve("asadmin.log");
    List<String> command = new ArrayList<>();
    command.add("bash");
    command.add(home.resolve("glassfish/bin/asadmin").toString());
    command.addAll(List.of("--port", String.valueOf(adminPort)));
    command.addAll(List.of(arguments));
    Process asadmin = run(command, output);
    end(asadmin);
    String text = text(output);
    if (asadmin.exitValue() != 0 || text.contains(" failed.")) {
      throw new IllegalStateException(String.join(" ", command) + " failed:\n" + text);
    }
    return text;
  }

  private void atFreePortsOfLoopback(Path file) {
    String xml =
        text(file)
            .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
            .replace("<network-listener port=", "<network-listener address=\"127.0.0.1\" port=")
            .replace("port=\"8080\"", "port=\"" + port + "\"")
            .replace("port=\"4848\"", "port=\"" + adminPort + "\"")
            .replace("telnet.port=6666", "telnet.port=" + freePort())
            .replace("value=\"7676\"", "value=\"" + freePort() + "\"")
            // The broker of messages, which nobody needs here, would listen on every address.
            .replace(
                "<config name=\"server-config\">", "<config name=\"server-config\">" + NO_BROKER)
            .replace(
                "<hazelcast-config-specific-configuration>",
                "<hazelcast-config-specific-configuration enabled=\"false\">");
    for (int fixed : new int[] {8181, 3700, 3820, 3920, 8686}) {
      xml = xml.replace("port=\"" + fixed + "\"", "port=\"" + freePort() + "\"");
    }
    write(file, xml);
  }
}
