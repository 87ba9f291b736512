package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;

/** As the README says for production. */
class PayaraMicroPostgresIT extends PostgresAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return PreparedPayaraMicro.onPostgres(folder, postgres, database);
  }
}
