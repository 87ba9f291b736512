package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.inbox.Bodies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that freezes in the middle of a handling, as a virtual machine does that is moved or
 * lost: the database takes its locks away and another server takes over, and when the first one
 * wakes up it does nothing twice (P2, P10).
 */
class FrozenServerIT {

  private static final String OTHER_USER = "other";

  /** bamotf.dispatch.timeout, the 5 s that it may take longer, and the poll. */
  private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(5 + 5 + 5);

  @TempDir Path folder;

  @Test
  void anotherServerTakesWhatAFrozenOneHolds() throws IOException {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));
    try (Postgres postgres = new Postgres()) {
      Books books = Books.open(postgres);
      postgres.execute(
          books.database(), "create role " + OTHER_USER + " superuser login password 'postgres'");
      try (ServerProcess freezing = server(first, postgres, books.database());
          ServerProcess living = server(second, postgres, books.database())) {
        living.withEnvironment("PGUSER", OTHER_USER);
        freezing.start();
        living.start();
        books.watch();
        String id = UUID.randomUUID().toString();
        try (Postgres.Session lock = postgres.session(books.database())) {
          lock.execute("lock table bamotf_payment in share mode");
          assertThat(post(freezing, id)).isEqualTo(200);
          awaitHandlerOf(postgres, books);
          signal(freezing, "STOP");
        } // what the handler waits for is there; its server does not notice
        long frozen = System.nanoTime();
        try {
          books.awaitHandled(Set.of(id));
          Duration taken = Duration.ofNanos(System.nanoTime() - frozen);
          System.out.printf("Frozen server: its entry was handled after %d ms%n", taken.toMillis());
          assertThat(taken).isLessThan(TAKEN_OVER_WITHIN);
        } finally {
          signal(freezing, "CONT");
        }
        String next = UUID.randomUUID().toString();
        Waiting.await().until(() -> post(freezing, next) == 200);
        books.check(Set.of(id, next));
      }
    }
  }

  private static ServerProcess server(Path folder, Postgres postgres, String database) {
    return PayaraMicro.onPostgres(folder, postgres, database)
        .with("bamotf.webhook.secret", Load.SECRET)
        .with("bamotf.dispatch.timeout", "PT5S");
  }

  private static int post(ServerProcess server, String id) {
    return Http.postSigned(server.uri("/webhook"), Load.SECRET, Bodies.event(id, "succeeded"))
        .statusCode();
  }

  /** Until the handler of the first server waits for the table. */
  private static void awaitHandlerOf(Postgres postgres, Books books) {
    Waiting.await()
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                "postgres"
                    .equals(
                        postgres.value(
                            books.database(),
                            """
                            select usename from pg_stat_activity
                            where wait_event_type = 'Lock' and query like '%bamotf_payment%'
                            """)));
  }

  private static void signal(ServerProcess server, String signal) {
    try {
      ServerProcess.end(
          new ProcessBuilder(List.of("kill", "-" + signal, String.valueOf(server.pid()))).start());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
