package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployment that could not keep its promises fails, and says why. */
class DeploymentIT {

  @TempDir Path folder;

  @Test
  void failsWithoutASecretAndNamesBothKeys() {
    try (ServerProcess server = PayaraMicro.onH2(folder).launch()) {
      server.awaitLog("no webhook secret is configured");
      assertThat(server.log()).contains("bamotf.webhook.secret").contains("WEBHOOK_SECRET");
      server.awaitLog("ready in");
      assertThat(Http.post(server.uri("/webhook"), new byte[0]).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void failsOnAnotherDatabaseThanTheExpectedOne() {
    try (ServerProcess server =
        PayaraMicro.onH2(folder)
            .with("bamotf.webhook.secret", "x")
            .with("bamotf.inbox.expect-database", "postgresql")
            .launch()) {
      server.awaitLog("bamotf.inbox.expect-database is postgresql");
      server.awaitLog("ready in");
      assertThat(Http.post(server.uri("/webhook"), new byte[0]).statusCode()).isEqualTo(404);
    }
  }

  /** On such a data source, two servers would handle one event at the same time. */
  @Test
  void failsOnADataSourceThatIsNotJta() {
    try (ServerProcess server =
        WildFly.withoutJta(folder).with("bamotf.webhook.secret", "x").start()) {
      assertThat(server.log())
          .contains(
              "java:comp/DefaultDataSource takes no part in the server's transactions",
              "Set bamotf.datasource to a JTA data source");
      assertThat(Http.post(server.uri("/webhook"), new byte[0]).statusCode()).isEqualTo(404);
    }
  }
}
