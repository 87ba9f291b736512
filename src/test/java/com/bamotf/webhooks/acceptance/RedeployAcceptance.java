package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.INTEGER;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.acceptance.comparison.OtherApplication;
import com.bamotf.webhooks.acceptance.comparison.OtherResource;
import com.bamotf.webhooks.testing.FakeBamotf;
import com.bamotf.webhooks.testing.FakeIntent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The WAR is taken away and brought back while webhooks come. Nothing of the former deployment is
 * left: no thread, and no class unless the server keeps it. What came in between is found by
 * reconciliation (P9).
 */
abstract class RedeployAcceptance {

  private static final int TIMES = Integer.getInteger("redeploy.times", 10);

  /** Servers keep a few: an idle thread of WildFly keeps the last request that it ran. */
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

  /** Whether the server unloads an application like the one for comparison. */
  boolean unloads() {
    return true;
  }

  @Test
  void aRedeploymentLeavesNothingBehindAndLosesNothing() {
    try (Postgres postgres = new Postgres();
        FakeBamotf bamotf = new FakeBamotf().withKey("api-key", MODE)) {
      Books books = Books.open(postgres);
      try (ServerProcess server = newServer(folder, postgres, books.database())) {
        server
            .with("bamotf.webhook.secret", Load.SECRET)
            .with("bamotf.admin.token", TOKEN)
            .with("bamotf.api.url", bamotf.url().toString())
            .with("bamotf.api.key", "api-key")
            .with("bamotf.reconcile.since", "2000-01-01T00:00:00Z")
            .with("bamotf.reconcile.interval", "PT1S");
        start(server);
        books.watch();
        Trickle trickle = new Trickle(server);
        redeploy(server, trickle, OURS, () -> useAll(server));
        assertThat(trickle.answers())
            .as("bamotf sends again what got no 200")
            .allMatch(
                each -> Set.of(Trickle.NO_ANSWER, 200, 404, 500, 503).contains(each.status()));
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

  /** How many former deployments the server keeps that have nothing of ours. */
  @Test
  void anotherApplicationForComparison() {
    Path archive = folder.resolve("bamotf.war");
    ShrinkWrap.create(WebArchive.class)
        .addPackage(OtherApplication.class.getPackage())
        .as(ZipExporter.class)
        .exportTo(archive.toFile());
    try (Postgres postgres = new Postgres()) {
      postgres.createDatabase("other");
      try (ServerProcess server = newServer(folder, postgres, "other").deploying(archive)) {
        start(server);
        redeploy(server, new Trickle(server), OtherResource.class.getName(), () -> {});
      }
    }
  }

  private static void start(ServerProcess server) {
    // What is softly reachable would go as soon as memory gets short; here it goes at once.
    server.withEnvironment(
        "JDK_JAVA_OPTIONS", System.getenv("JDK_JAVA_OPTIONS") + " -XX:SoftRefLRUPolicyMSPerMB=0");
    server.start();
  }

  /** Takes the application away and brings it back, and counts what is left of it. */
  private void redeploy(ServerProcess server, Trickle trickle, String className, Runnable use) {
    LookInside java = new LookInside(server.pid());
    List<Integer> copies = new ArrayList<>();
    try (trickle) {
      trickle.awaitAccepted(20, SOON);
      for (int i = 0; i < TIMES; i++) {
        use.run();
        assertThat(java.copies(className)).as("what is counted").isPositive();
        server.undeploy();
        assertThat(java.threads("bamotf-")).isEmpty();
        copies.add(java.copies(className));
        server.deployAgain();
        trickle.awaitAccepted(20, SOON);
      }
    }
    report(className, trickle, copies);
    if (unloads()) {
      assertThat(copies).last(INTEGER).as("former deployments").isLessThanOrEqualTo(KEPT_BY_SERVER);
    } else {
      assertThat(copies).last(INTEGER).as("it unloads them now; see unloads()").isEqualTo(TIMES);
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

  private void report(String className, Trickle trickle, List<Integer> copies) {
    System.out.printf(
        "Redeployment, %s, copies of %s left after each: %s; answers: %s%n",
        getClass().getSimpleName(),
        className,
        copies,
        trickle.answers().stream()
            .collect(
                Collectors.groupingBy(
                    Trickle.Answer::status, TreeMap::new, Collectors.counting())));
  }
}
