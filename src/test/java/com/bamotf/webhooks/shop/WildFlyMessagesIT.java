package com.bamotf.webhooks.shop;

import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.acceptance.ServerProcess;
import com.bamotf.webhooks.acceptance.WildFly;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** With Artemis, and the data source as an XA resource. */
@Tag("servers")
class WildFlyMessagesIT extends MessagesAcceptance {

  @Override
  Postgres newPostgres() {
    return Postgres.withPreparedTransactions();
  }

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return WildFly.withBroker(folder, postgres, database);
  }
}
