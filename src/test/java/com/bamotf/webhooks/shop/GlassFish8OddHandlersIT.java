package com.bamotf.webhooks.shop;

import com.bamotf.webhooks.acceptance.DomainServer;
import com.bamotf.webhooks.acceptance.Installation;
import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.acceptance.ServerProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class GlassFish8OddHandlersIT extends OddHandlersAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return DomainServer.glassFish(Installation.GLASSFISH_8).server(folder, postgres, database);
  }

  @Override
  boolean losesTransactions() {
    return true;
  }
}
