package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class OpenLibertyTracesIT extends TracesAcceptance {

  @Override
  ServerProcess newServer(Path folder) {
    return OpenLiberty.withTelemetry(folder);
  }

  @Override
  boolean hasMicroProfileMetrics() {
    return true;
  }
}
