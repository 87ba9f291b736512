package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed under load loses nothing and does nothing twice (P1, P2, P10). */
class CrashIT {

  private static final int KILLS = Integer.getInteger("reliability.kills", 2);
  private static final int THREADS = 8;
  private static final long SEED = 20261124;

  @TempDir Path folder;

  @Test
  void aServerKilledAtRandomMomentsHandlesEachAcceptedEventOnce() {
    Random random = new Random(SEED);
    try (Postgres postgres = new Postgres()) {
      Books books = Books.open(postgres);
      try (ServerProcess server = PayaraMicro.onPostgres(folder, postgres, books.database())) {
        server.with("bamotf.webhook.secret", Load.SECRET).start();
        books.watch();
        long left = 0;
        Load load = new Load(THREADS, server.uri("/webhook"));
        try (load) {
          for (int i = 0; i < KILLS; i++) {
            load.awaitAccepted(100 + random.nextInt(400));
            server.kill();
            left += books.pending();
            server.start();
          }
          load.awaitAccepted(100);
        }
        books.check(load.accepted());
        assertThat(load.accepted()).hasSizeGreaterThan(100 * KILLS);
        System.out.printf(
            "Crash: %d kills; %d events sent, %d accepted, %d stored; %d left pending by kills%n",
            KILLS, load.sent().size(), load.accepted().size(), books.entries(), left);
      }
    }
  }
}
