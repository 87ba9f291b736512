package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * While an application is taken away, each request gets an answer, or its connection ends: bamotf
 * has one delivery in flight, and waits 300 s for its answer.
 */
@Tag("servers")
class UndeployUnderLoadIT {

  private static final int SENDERS = 12;
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void payaraServer() {
    noRequestWaitsForLong(DomainServer::payaraOnPostgres);
  }

  @Test
  void glassFish8() {
    noRequestWaitsForLong(DomainServer.glassFish(Installation.GLASSFISH_8));
  }

  @Test
  void wildFly() {
    noRequestWaitsForLong(WildFly::onPostgres);
  }

  @Test
  void openLiberty() {
    noRequestWaitsForLong(OpenLiberty::onPostgres);
  }

  private void noRequestWaitsForLong(ServerProcess.OnPostgres kind) {
    try (Postgres postgres = new Postgres()) {
      postgres.createDatabase("undeploy");
      try (ServerProcess server = kind.server(folder, postgres, "undeploy")) {
        server.with("bamotf.webhook.secret", Load.SECRET).start();
        List<Trickle> senders =
            Stream.generate(() -> new Trickle(server, Duration.ofMillis(1)))
                .limit(SENDERS)
                .toList();
        try {
          for (int i = 0; i < 2; i++) {
            senders.get(0).awaitAccepted(20, Waiting.LIMIT);
            server.undeploy();
            long undeployed = System.nanoTime();
            senders.forEach(each -> awaitAnswer(each, undeployed));
            server.deployAgain();
          }
        } finally {
          senders.forEach(Trickle::close);
        }
        assertThat(senders.stream().flatMap(each -> each.answers().stream()))
            .noneMatch(answer -> answer.took().compareTo(LONG) > 0);
      }
    }
  }

  /** Of what was sent before. */
  private static void awaitAnswer(Trickle sender, long moment) {
    Waiting.await().until(() -> !sender.answersSince(moment).isEmpty());
  }
}
