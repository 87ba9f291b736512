package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.inbox.Bodies;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WildFly's standalone.xml as it comes has no Fault Tolerance: the WAR works, and says so. */
class WildFlyStockIT {

  @TempDir Path folder;

  @Test
  void worksWithoutFaultToleranceAndSaysHowToAddIt() {
    try (ServerProcess server =
        WildFly.asItComes(folder).with("bamotf.webhook.secret", "x").start()) {
      HttpResponse<String> response =
          Http.postSigned(
              server.uri("/webhook"), "x", Bodies.event(UUID.randomUUID().toString(), "succeeded"));
      assertThat(response.body()).isEqualTo("{\"success\":true}");
      assertThat(server.log())
          .contains("BAMOTF103")
          .contains("fault-tolerance-smallrye")
          .contains("health-smallrye")
          .doesNotContain("InboxHealth", "ReconcileHealth");
    }
  }
}
