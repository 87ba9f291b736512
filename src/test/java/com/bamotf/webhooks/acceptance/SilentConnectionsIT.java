package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every connection to the database dies without a word, while new ones work: a failover, a
 * firewall, a network that was cut. The receiver goes on by itself, and so do the handlers (P8).
 */
class SilentConnectionsIT {

  /** Less than requests are held for by default. */
  private static final Duration HEALED_WITHIN = Duration.ofSeconds(35);

  private static final int UP = 200;

  @TempDir Path folder;

  @Test
  void payaraMicro() {
    goesOn(PayaraMicro::onPostgres);
  }

  @Test
  @Tag("servers")
  void wildFly() {
    goesOn(WildFly::onPostgres);
  }

  @Test
  @Tag("servers")
  void payaraServer() {
    goesOn(DomainServer::payaraOnPostgres);
  }

  @Test
  @Tag("servers")
  void glassFish() {
    goesOn(DomainServer::glassFishOnPostgres);
  }

  @Test
  @Tag("servers")
  void openLiberty() {
    goesOn(OpenLiberty::onPostgres);
  }

  private void goesOn(ServerProcess.OnPostgres kind) {
    try (Postgres postgres = new Postgres();
        SilentProxy proxy = new SilentProxy(postgres.port())) {
      Books books = Books.open(postgres);
      try (ServerProcess server =
          kind.server(folder, postgres.behind(proxy.port()), books.database())) {
        server.with("bamotf.webhook.secret", Load.SECRET).start();
        books.watch();
        fillPool(server);
        Trickle trickle = new Trickle(server);
        try (trickle) {
          trickle.awaitAccepted(50, Waiting.LIMIT);
          int died = proxy.silenceOpenConnections();
          long silent = System.nanoTime();
          try {
            trickle.awaitAccepted(50, Duration.ofSeconds(150));
            books.awaitHandled(trickle.accepted());
          } finally {
            report(server, trickle, died, silent);
          }
        }
        assertThat(trickle.answers())
            .as("held until the pool has new connections")
            .allMatch(each -> each.status() == 200)
            .allMatch(each -> each.took().compareTo(HEALED_WITHIN) < 0);
        assertThat(trickle.looks())
            .as("ready while requests are held and stored in time")
            .allMatch(look -> look.status() == UP);
        books.check(trickle.accepted());
      }
    }
  }

  /** So that there are several connections, most of them idle. */
  private static void fillPool(ServerProcess server) {
    try (Load load = new Load(8, server.uri("/webhook"))) {
      load.awaitAccepted(200);
    }
  }

  private static void report(ServerProcess server, Trickle trickle, int died, long silent) {
    Duration longest =
        trickle.answersSince(silent).stream()
            .map(Trickle.Answer::took)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    System.out.printf(
        "Silent connections, %s: %d died; the longest answer took %d ms; %d sent, %d accepted; not ready at %d of %d looks; %d ms until the handlers were up to date%n",
        server.getClass().getSimpleName(),
        died,
        longest.toMillis(),
        trickle.answers().size(),
        trickle.accepted().size(),
        trickle.looks().stream().filter(look -> look.status() != UP).count(),
        trickle.looks().size(),
        Duration.ofNanos(System.nanoTime() - silent).toMillis());
  }
}
