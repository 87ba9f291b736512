package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NodeSenderTest {

  @Test
  void withoutNodeTheTestFailsAndSaysWhatToInstall() {
    assertThatThrownBy(() -> NodeSender.run(List.of("a-node-that-is-not-there", "--version")))
        .hasMessageContaining("a-node-that-is-not-there is missing")
        .hasMessageContaining("apt-get install nodejs npm");
  }
}
