package com.bamotf.webhooks.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.acceptance.PayaraMicro;
import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.benchmark.Goal;
import com.bamotf.webhooks.benchmark.Options;
import com.bamotf.webhooks.benchmark.Table;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A moment of each benchmark: their own checks hold, and nothing is said about speed. */
class BenchmarksIT {

  @TempDir Path folder;

  @Test
  void bothReceiversStoreWhatTheyAcknowledgeAndOursHandlesIt() throws Exception {
    Options options = Options.smoke(folder);
    Load client = Load.wrkOrJava();
    try (Postgres postgres = Postgres.durable();
        OurReceiver ours = OurReceiver.handling(options, Database.create(postgres, "bamotf"));
        Receiver guide = GuideReceiver.start(folder, Database.create(postgres, "guide"))) {
      Table http = new Table("Smoke");
      HttpBenchmark.compare(http, ours, guide, client, options, 8, Goal.NONE);
      assertThat(http.toString()).contains("ours to the guide's** at 8 connections, requests/s |");

      Table handled = HandledBenchmark.table(options);
      HandledBenchmark.compare(handled, "ledger", ours, guide, client, options, Goal.NONE);
      assertThat(handled.toString())
          .contains("**ledger: handled by ours to inserted by the guide's** |");

      assertThat(LatencyBenchmark.measure(ours, options).toString())
          .contains("acknowledgement to commit, p99 |");

      SocketLoad.deliverAll(ours.uri(), Facts.write(folder.resolve("all"), 300), 1);
      assertThat(Heap.usedMiB(ours.pid())).isPositive();
    }
  }

  @Test
  @Tag("servers") // the longest ones
  void anApplicationWithTheLibraryHandlesWhatItAcknowledges() throws Exception {
    Options options = Options.smoke(folder);
    Load client = Load.wrkOrJava();
    try (Postgres postgres = Postgres.durable();
        OurReceiver host = OurReceiver.handlingInHost(options, Database.create(postgres, "host"));
        Receiver guide = GuideReceiver.start(folder, Database.create(postgres, "guide"))) {
      Table handled = HandledBenchmark.table(options);
      HandledBenchmark.compare(handled, "row", host, guide, client, options, Goal.NONE);
      assertThat(handled.toString())
          .contains("**row: handled by ours to inserted by the guide's** |");
    }
  }

  @Test
  void storesAndClaimsBesideManyRows() throws Exception {
    assertThat(new GrowthBenchmark(50).run(Options.smoke(folder)).toString())
        .contains(
            "| store with 500 pending rows |", "| claim and complete with 500 pending rows |");
  }

  @Test
  @Tag("servers") // the longest ones
  void startsServersWithAndWithoutTheWar() throws Exception {
    Options options = Options.smoke(folder);
    Table starts = new Table("Smoke");
    try (Postgres postgres = Postgres.durable()) {
      DeploymentBenchmark.compare(
          starts,
          "deployed anew",
          PayaraMicro::onPostgres,
          Database.create(postgres, "bamotf"),
          options,
          Goal.NONE);
    }
    assertThat(starts.toString()).contains("| — more than an empty WAR |");
  }

  @Test
  void weighsTheLibrary() throws Exception {
    assertThat(new SizeBenchmark().run(Options.smoke(folder)).toString())
        .contains("own classes in the JAR");
  }
}
