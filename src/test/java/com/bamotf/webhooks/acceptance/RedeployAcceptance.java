package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.INTEGER;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.testing.FakeBamotf;
import com.bamotf.webhooks.testing.FakeIntent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The WAR is taken away and brought back while webhooks come. Nothing of the former deployment is
 * left: no thread and no class. What came in between is found by reconciliation (P9).
 */
abstract class RedeployAcceptance {

  private static final int TIMES = Integer.getInteger("redeploy.times", 10);

  /**
   * A leak of ours would keep every deployment. Servers keep a few: an idle thread of WildFly keeps
   * the last request that it ran.
   */
  private static final int KEPT_BY_SERVER = 6;

  private static final String MODE = "prod"; // of the events of a trickle
  private static final String TOKEN = "a-token-of-an-operator";
  private static final String[] OPERATOR = {"Authorization", "Bearer " + TOKEN};
  private static final Duration SOON = Duration.ofMinutes(3);

  /** There is one of it for each deployment, and every part of the receiver leads to it. */
  private static final String OURS = "com.bamotf.webhooks.inbox.StoreQueue";

  @TempDir Path folder;

  /** A server on this database that is not started yet. */
  abstract ServerProcess newServer(Path folder, Postgres postgres, String database);

  @Test
  void aRedeploymentLeavesNothingBehindAndLosesNothing() {
    try (Postgres postgres = new Postgres();
        FakeBamotf bamotf = new FakeBamotf().withKey("api-key", MODE)) {
      Books books = Books.open(postgres);
      try (ServerProcess server = newServer(folder, postgres, books.database())) {
        // What is softly reachable would go as soon as memory gets short; here it goes at once.
        server.withEnvironment("JDK_JAVA_OPTIONS", "-XX:SoftRefLRUPolicyMSPerMB=0");
        server
            .with("bamotf.webhook.secret", Load.SECRET)
            .with("bamotf.admin.token", TOKEN)
            .with("bamotf.api.url", bamotf.url().toString())
            .with("bamotf.api.key", "api-key")
            .with("bamotf.reconcile.since", "2000-01-01T00:00:00Z")
            .with("bamotf.reconcile.interval", "PT1S")
            .start();
        books.watch();
        LookInside java = new LookInside(server.pid());
        List<Integer> copies = new ArrayList<>();
        Trickle trickle = new Trickle(server);
        try (trickle) {
          trickle.awaitAccepted(20, SOON);
          for (int i = 0; i < TIMES; i++) {
            useAll(server);
            server.undeploy();
            assertThat(java.threads("bamotf-")).isEmpty();
            copies.add(java.copies(OURS));
            server.deployAgain();
            trickle.awaitAccepted(20, SOON);
          }
        }
        report(trickle, copies);
        assertThat(copies)
            .last(INTEGER)
            .as("former deployments")
            .isLessThanOrEqualTo(KEPT_BY_SERVER);
        assertThat(trickle.answers())
            .as("bamotf sends again what got no 200")
            .allMatch(each -> Set.of(200, 404, 500, 503).contains(each.status()));
        Set<String> all =
            trickle.answers().stream()
                .map(Trickle.Answer::paymentIntentId)
                .collect(Collectors.toSet());
        assertThat(books.unknown(all)).as("there is something to find").isNotEmpty();
        all.forEach(id -> bamotf.add(new FakeIntent(id, MODE).with("succeeded")));
        books.awaitHandled(all);
        books.check(all);
      }
    }
  }

  /** Whatever could be kept beyond the end of the application has been made by then. */
  private static void useAll(ServerProcess server) {
    assertThat(Http.get(server.uri("/console/")).statusCode()).isEqualTo(200);
    for (String path : List.of("/api/payments", "/api/admin/summary", "/api/admin/metrics")) {
      Waiting.await()
          .untilAsserted(
              () ->
                  assertThat(Http.get(server.uri(path), OPERATOR).statusCode())
                      .as(path)
                      .isEqualTo(200));
    }
    server.readiness().ifPresent(uri -> assertThat(Http.get(uri).body()).contains("bamotf-inbox"));
  }

  private void report(Trickle trickle, List<Integer> copies) {
    System.out.printf(
        "Redeployment, %s: former deployments left after each: %s; answers: %s%n",
        getClass().getSimpleName(),
        copies,
        trickle.answers().stream()
            .collect(
                Collectors.groupingBy(
                    Trickle.Answer::status, TreeMap::new, Collectors.counting())));
  }
}
