package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class OpenLibertyH2IT extends ReceiverAcceptance {

  @Override
  ServerProcess newServer(Path folder) {
    return OpenLiberty.onH2(folder);
  }
}
