package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class PayaraServerPostgresIT extends PostgresReceiverAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres database, String name) {
    return DomainServer.payaraOnPostgres(folder, database, name);
  }
}
