package com.bamotf.webhooks.shop;

import com.bamotf.webhooks.acceptance.Installation;
import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.acceptance.ServerProcess;
import com.bamotf.webhooks.acceptance.WildFly;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class WildFlyPreviewOddHandlersIT extends OddHandlersAcceptance {

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return WildFly.of(Installation.WILDFLY_PREVIEW).server(folder, postgres, database);
  }

  @Override
  boolean readsAfterwards() {
    return false;
  }

  @Override
  boolean writesAfterwards() {
    return false;
  }
}
