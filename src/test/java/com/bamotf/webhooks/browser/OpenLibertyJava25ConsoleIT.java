package com.bamotf.webhooks.browser;

import com.bamotf.webhooks.acceptance.Installation;
import com.bamotf.webhooks.acceptance.OpenLiberty;
import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.acceptance.ServerProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class OpenLibertyJava25ConsoleIT extends ConsoleAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return OpenLiberty.of(Installation.OPEN_LIBERTY_JAVA_25).server(folder, postgres, database);
  }
}
