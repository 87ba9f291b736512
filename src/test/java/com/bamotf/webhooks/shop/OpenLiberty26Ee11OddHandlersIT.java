package com.bamotf.webhooks.shop;

import com.bamotf.webhooks.acceptance.Installation;
import com.bamotf.webhooks.acceptance.OpenLiberty;
import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.acceptance.ServerProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class OpenLiberty26Ee11OddHandlersIT extends OddHandlersAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return OpenLiberty.of(Installation.OPEN_LIBERTY_26_EE_11).server(folder, postgres, database);
  }
}
