package com.bamotf.webhooks.browser;

import com.bamotf.webhooks.acceptance.DomainServer;
import com.bamotf.webhooks.acceptance.Installation;
import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.acceptance.ServerProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class GlassFishConsoleIT extends ConsoleAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return DomainServer.glassFish(Installation.GLASSFISH).server(folder, postgres, database);
  }
}
