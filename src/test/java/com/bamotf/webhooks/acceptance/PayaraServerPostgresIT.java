package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class PayaraServerPostgresIT extends ReceiverAcceptance {

  private final Postgres postgres = new Postgres();

  @Override
  ServerProcess newServer(Path folder) {
    postgres.createDatabase("acceptance");
    return DomainServer.payaraOnPostgres(folder, postgres, "acceptance");
  }

  @AfterAll
  void stopPostgres() {
    postgres.close();
  }
}
