package com.bamotf.webhooks.shop;

import com.bamotf.webhooks.acceptance.PayaraMicro;
import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.acceptance.ServerProcess;
import java.nio.file.Path;

class PayaraMicroOddHandlersIT extends OddHandlersAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return PayaraMicro.onPostgres(folder, postgres, database);
  }

  @Override
  boolean losesTransactions() {
    return true;
  }
}
