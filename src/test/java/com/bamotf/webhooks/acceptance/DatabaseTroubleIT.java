package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A database that answers and takes nothing. Requests are held, whatever the reason, and readiness
 * says no more than what a request meets (P8, P13).
 */
class DatabaseTroubleIT {

  private static final String DATABASE = "reliability";
  private static final String USER = "bamotf";
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int UP = 200;
  private static final int DOWN = 503;

  /**
   * Something that is wrong with a database which answers.
   *
   * @param begin what causes it, each committed by itself
   * @param end what ends it
   */
  private record Trouble(String name, List<String> begin, String end) {}

  /**
   * As in a failover: the server's sessions end, and the database takes no writes. New ones would
   * take none for good, however writable it is later.
   */
  private static final Trouble READ_ONLY =
      new Trouble(
          "read-only database",
          List.of(
              "alter database reliability set default_transaction_read_only = on",
              "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'bamotf'"),
          "alter database reliability reset default_transaction_read_only");

  private static final List<Trouble> TROUBLES =
      List.of(
          READ_ONLY,
          new Trouble(
              "revoked right",
              List.of("revoke insert on bamotf_inbox from bamotf"),
              "grant insert on bamotf_inbox to bamotf"),
          new Trouble(
              "missing table",
              List.of("alter table bamotf_inbox rename to lost"),
              "alter table lost rename to bamotf_inbox"),
          new Trouble(
              "full disk, as the error of a trigger",
              List.of(
                  """
                  create function full_disk() returns trigger language plpgsql as
                    'begin raise exception using errcode = ''53100'', message = ''disk full''; end'
                  """,
                  "create trigger full_disk before insert on bamotf_inbox for each row execute function full_disk()"),
              "drop function full_disk cascade"));

  @TempDir Path folder;

  @Test
  void payaraMicroHoldsRequestsWhateverIsWrongWithTheDatabase() {
    run(
        PayaraMicro::onPostgres,
        PATIENCE,
        (postgres, trickle) ->
            TROUBLES.forEach(
                trouble -> {
                  isHeldWhileItIsShort(postgres, trickle, trouble);
                  isTurnedAwayWhileItLasts(postgres, trickle, trouble);
                }));
  }

  @Test
  @Tag("servers")
  void wildFlyGetsRidOfSessionsThatTakeNoWrites() {
    getsRidOfSessionsThatTakeNoWrites(WildFly::onPostgres);
  }

  @Test
  @Tag("servers")
  void openLibertyGetsRidOfSessionsThatTakeNoWrites() {
    getsRidOfSessionsThatTakeNoWrites(OpenLiberty::onPostgres);
  }

  private void getsRidOfSessionsThatTakeNoWrites(ServerProcess.OnPostgres kind) {
    run(
        kind,
        Duration.ofSeconds(45),
        (postgres, trickle) -> isHeldWhileItIsShort(postgres, trickle, READ_ONLY));
  }

  private void run(
      ServerProcess.OnPostgres kind, Duration patience, BiConsumer<Postgres, Trickle> troubles) {
    try (Postgres postgres = new Postgres()) {
      Books books = Books.open(postgres);
      postgres.execute(
          books.database(),
          """
          create role bamotf login password 'postgres';
          grant create, usage on schema public to bamotf
          """);
      try (ServerProcess server = kind.server(folder, postgres, books.database())) {
        server.withEnvironment("PGUSER", USER);
        server
            .with("bamotf.webhook.secret", Load.SECRET)
            .with("bamotf.inbox.store-patience", patience.toString())
            .start();
        books.watch();
        try (Load load = new Load(4, server.uri("/webhook"))) {
          load.awaitAccepted(20); // so that there are several connections
        }
        Trickle trickle = new Trickle(server);
        try (trickle) {
          troubles.accept(postgres, trickle);
          trickle.awaitAccepted(20, SOON);
        }
        assertThat(trickle.answers())
            .filteredOn(each -> each.status() != 200)
            .allMatch(each -> each.status() == 503 && each.retryAfter());
        books.awaitHandled(trickle.accepted());
        assertThat(books.entries("attempts > 2"))
            .as("what is wrong with the database uses up no attempt but one that was under way")
            .isZero();
      }
    }
  }

  /** One request waits, is stored when it is over, and the server stays ready. */
  private static void isHeldWhileItIsShort(Postgres postgres, Trickle trickle, Trouble trouble) {
    trickle.awaitAccepted(20, SOON);
    long began = System.nanoTime();
    begin(postgres, trouble);
    pause(Duration.ofMillis(1500)); // the length of the trouble is what is tested
    end(postgres, trouble);
    long ended = System.nanoTime();
    trickle.awaitAccepted(20, SOON);
    System.out.printf(
        "Database in trouble, %s: %d request(s) held, back after %d ms%n",
        trouble.name(),
        trickle.answersSince(ended).stream()
            .filter(each -> each.began() - ended < 0 && each.status() == 200)
            .count(),
        Duration.ofNanos(System.nanoTime() - ended).toMillis());
    assertThat(trickle.answersSince(began))
        .as(trouble.name())
        .allMatch(each -> each.status() == 200)
        .anyMatch(each -> each.took().toMillis() > 1000);
    assertThat(trickle.looks())
        .as("ready during " + trouble.name())
        .filteredOn(look -> look.at() - began > 0)
        .allMatch(look -> look.status() == UP);
  }

  /** Requests lose their patience, the server is not ready, and both end by themselves. */
  private static void isTurnedAwayWhileItLasts(
      Postgres postgres, Trickle trickle, Trouble trouble) {
    begin(postgres, trouble);
    trickle.awaitReadiness(DOWN, SOON);
    end(postgres, trouble);
    trickle.awaitAccepted(1, SOON);
    trickle.awaitReadiness(UP, SOON);
  }

  private static void begin(Postgres postgres, Trouble trouble) {
    trouble.begin().forEach(sql -> postgres.execute(DATABASE, sql));
  }

  private static void end(Postgres postgres, Trouble trouble) {
    try (Postgres.Session session = postgres.session(DATABASE)) {
      session.execute("set transaction read write"); // whatever the database's default is now
      session.execute(trouble.end());
      session.commit();
    }
  }

  /** How long the trouble lasts; the server is another process, whose clock nobody can set. */
  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
