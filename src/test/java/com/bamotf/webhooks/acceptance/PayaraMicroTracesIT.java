package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;

class PayaraMicroTracesIT extends TracesAcceptance {

  @Override
  ServerProcess newServer(Path folder) {
    return PayaraMicro.onH2(folder);
  }

  @Override
  boolean sendsMetrics() {
    return false;
  }
}
