package com.bamotf.webhooks.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.benchmark.Goal;
import com.bamotf.webhooks.benchmark.Options;
import com.bamotf.webhooks.benchmark.Table;
import com.bamotf.webhooks.testing.FakeBamotf;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A moment of each benchmark: their own checks hold, and nothing is said about speed. */
class BenchmarksTest {

  @TempDir Path folder;

  @Test
  void bothReceiversStoreWhatTheyAcknowledgeAndOursHandlesIt() throws Exception {
    Options options = Options.smoke(folder);
    Load client = Load.wrkOrJava();
    try (Postgres postgres = Postgres.durable();
        FakeBamotf bamotf = BulkBenchmark.bamotf();
        OurReceiver ours =
            OurReceiver.reconciling(
                folder, Database.create(postgres, "bamotf"), bamotf.url(), "benchmark");
        Receiver guide = GuideReceiver.start(folder, Database.create(postgres, "guide"))) {
      // First, since a busy machine may need a second for the first request.
      assertThat(DeploymentBenchmark.requestMillis(ours.uri())).isPositive();
      Table http = new Table("Smoke");
      HttpBenchmark.compare(http, ours, guide, client, options, 8, Goal.NONE);
      assertThat(http.toString()).contains("ours to the guide's** at 8 connections, requests/s |");

      ours.awaitHandled();
      assertThat(SequentialBenchmark.compare(ours, guide, client, options).toString())
          .contains("| **ours to the guide's** |", "at 50/s, p99: **ours to the guide's** |");

      assertThat(LatencyBenchmark.measure(ours, options).toString())
          .contains("acknowledgement to commit, p99 |");

      assertThat(BulkBenchmark.measure(ours, bamotf, options).toString())
          .contains(
              "handled exactly once |",
              "| median during a requeue |",
              "| p99 during a reconciliation |");

      ours.empty();
      ours.fill(300, folder);
      ours.awaitHandled();
      assertThat(BacklogBenchmark.table(ours.database(), 300).toString())
          .contains("| **the last tenth to the first** |");
      assertThat(Heap.usedMiB(ours.pid())).isPositive();
      ours.empty();
      ManyEntries.fill(ours.database(), options.entries());
      Table console = new Table("Smoke");
      ConsoleRequests.measure(console, ours, options, 1);
      assertThat(console.toString())
          .contains(
              "| GET entries: status=ABANDONED |",
              "| **GET payments: the slowest median** |",
              "| GET summary, read anew |");
    }
  }

  @Test
  void storesAndClaimsBesideManyRows() throws Exception {
    assertThat(new GrowthBenchmark(50).run(Options.smoke(folder)).toString())
        .contains(
            "| store with 500 pending rows |", "| claim and complete with 500 pending rows |");
  }

  @Test
  void pagesThroughManyEntries() throws Exception {
    try (Postgres postgres = Postgres.durable()) {
      assertThat(
              new ConsoleBenchmark(100).withoutServer(postgres, Options.smoke(folder)).toString())
          .contains("| page: first page |", "| summary, not shared |", "| store with them |");
    }
  }
}
