package com.bamotf.webhooks.shop;

import com.bamotf.webhooks.acceptance.Installation;
import com.bamotf.webhooks.acceptance.PayaraMicro;
import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.acceptance.ServerProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class PayaraMicro7OddHandlersIT extends OddHandlersAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return PayaraMicro.of(Installation.PAYARA_MICRO_7).server(folder, postgres, database);
  }

  @Override
  boolean losesTransactions() {
    return true;
  }
}
