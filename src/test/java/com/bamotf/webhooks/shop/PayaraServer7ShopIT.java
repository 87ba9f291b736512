package com.bamotf.webhooks.shop;

import com.bamotf.webhooks.acceptance.DomainServer;
import com.bamotf.webhooks.acceptance.Installation;
import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.acceptance.ServerProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class PayaraServer7ShopIT extends ShopAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return DomainServer.payara(Installation.PAYARA_SERVER_7).server(folder, postgres, database);
  }
}
