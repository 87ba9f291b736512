package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;

class PayaraMicroSlowSendersIT extends SlowSendersAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return PayaraMicro.onPostgres(folder, postgres, database);
  }
}
