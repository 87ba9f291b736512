package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;

class PayaraMicroTracesIT extends TracesAcceptance {

  @Override
  ServerProcess newServer(Path folder) {
    return PayaraMicro.withMetrics(folder);
  }

  @Override
  boolean sendsMetrics() {
    return false;
  }

  @Override
  boolean hasMicroProfileMetrics() {
    return true;
  }
}
