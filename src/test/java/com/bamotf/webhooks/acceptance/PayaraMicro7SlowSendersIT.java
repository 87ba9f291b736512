package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class PayaraMicro7SlowSendersIT extends SlowSendersAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return PayaraMicro.of(Installation.PAYARA_MICRO_7).server(folder, postgres, database);
  }
}
