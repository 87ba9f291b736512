package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;

/** As the README says for production. */
class PayaraMicroPostgresIT extends ReceiverAcceptance {

  private final Postgres postgres = new Postgres();

  @Override
  ServerProcess newServer(Path folder) {
    postgres.createDatabase("acceptance");
    return PreparedPayaraMicro.onPostgres(folder, postgres, "acceptance");
  }

  @AfterAll
  void stopPostgres() {
    postgres.close();
  }
}
