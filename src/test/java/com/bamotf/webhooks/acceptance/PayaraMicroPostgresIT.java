package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;

/** As the README says for production. */
class PayaraMicroPostgresIT extends PostgresReceiverAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres database, String name) {
    return PreparedPayaraMicro.onPostgres(folder, database, name);
  }
}
