package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;

class PayaraMicroH2IT extends ReceiverAcceptance {

  @Override
  ServerProcess newServer(Path folder) {
    return PayaraMicro.onH2(folder);
  }
}
