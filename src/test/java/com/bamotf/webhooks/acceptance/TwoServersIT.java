package com.bamotf.webhooks.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of two servers on one database, one dies and the other finishes everything (P2, P10). */
class TwoServersIT {

  private static final int THREADS = 8;

  @TempDir Path folder;

  @Test
  void theOtherServerFinishesWhatAKilledOneLeft() throws IOException {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));
    try (Postgres postgres = new Postgres()) {
      Books books = Books.open(postgres);
      try (ServerProcess dying = PayaraMicro.onPostgres(first, postgres, books.database());
          ServerProcess living = PayaraMicro.onPostgres(second, postgres, books.database())) {
        dying.with("bamotf.webhook.secret", Load.SECRET).launch();
        living.with("bamotf.webhook.secret", Load.SECRET).start();
        dying.awaitLog("ready in");
        books.watch();
        long left;
        Load load = new Load(THREADS, dying.uri("/webhook"), living.uri("/webhook"));
        try (load) {
          load.awaitAccepted(500);
          dying.kill();
          left = books.pending();
          load.awaitAccepted(300);
        }
        books.check(load.accepted());
        System.out.printf(
            "Two servers: %d events sent, %d accepted, %d stored; %d pending at the kill%n",
            load.sent().size(), load.accepted().size(), books.entries(), left);
      }
    }
  }
}
