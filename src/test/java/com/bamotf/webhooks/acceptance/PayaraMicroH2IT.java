package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;

/**
 * In a Java whose defaults differ from what a developer has: a locale with its own digits and
 * casing, another charset, and another time zone.
 */
class PayaraMicroH2IT extends ReceiverAcceptance {

  @Override
  ServerProcess newServer(Path folder) {
    return PayaraMicro.onH2(folder)
        .with("user.language", "tr")
        .with("user.extensions", "u-nu-arab")
        .with("file.encoding", "ISO-8859-1")
        .with("user.timezone", "Asia/Kathmandu");
  }
}
