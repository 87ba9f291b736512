package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;
import java.util.List;

/** Open Liberty with the configuration as it is shipped. */
final class OpenLiberty extends ServerProcess {

  private static final String NAME = "bamotf";

  private final Path home = Path.of(required("liberty.home")).toAbsolutePath();

  private OpenLiberty(Path folder) {
    super(folder);
    Path user = folder.resolve("usr");
    Path server = user.resolve("servers").resolve(NAME);
    withEnvironment("WLP_USER_DIR", user.toString());
    withEnvironment("HTTP_PORT", String.valueOf(port));
    copy(Path.of("src/servers/liberty/server.xml"), server.resolve("server.xml"));
    copy(Path.of(required("postgresql.driver.jar")), server.resolve("postgresql.jar"));
    copy(Path.of(required("bamotf.war")), server.resolve("apps/bamotf-webhooks.war"));
  }

  static ServerProcess onPostgres(Path folder, Postgres postgres, String database) {
    return new OpenLiberty(folder).with(postgres, database);
  }

  /** What Liberty's own start script runs. */
  @Override
  List<String> arguments() {
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
}
