package com.bamotf.webhooks.shop;

import com.bamotf.webhooks.acceptance.OpenLiberty;
import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.acceptance.ServerProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** With its own broker, and the data source as it is shipped, which is no XA resource. */
@Tag("servers")
class OpenLibertyMessagesIT extends MessagesAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return OpenLiberty.withBroker(folder, postgres, database);
  }
}
