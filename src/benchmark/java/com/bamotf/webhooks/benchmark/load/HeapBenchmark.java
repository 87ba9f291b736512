package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.benchmark.Benchmark;
import com.bamotf.webhooks.benchmark.Goal;
import com.bamotf.webhooks.benchmark.Options;
import com.bamotf.webhooks.benchmark.Samples;
import com.bamotf.webhooks.benchmark.Table;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What lives on the server's heap with nothing to do, beside a backlog that nobody handles, and
 * while a second server works that backlog off.
 */
public final class HeapBenchmark implements Benchmark {

  /** Requests that fill the caches of the server before anything is measured. */
  private static final int WARM_UP = 5_000;

  /** What the heap of a server differs by from one moment to the next, with nothing to do. */
  private static final double NOISE_MIB = 5;

  @Override
  public Table run(Options options) throws IOException, SQLException {
    try (Postgres postgres = Postgres.durable()) {
      Database database = Database.create(postgres, "bamotf");
      int backlog = options.backlog();
      Table table = new Table("Live heap with a backlog of %,d events".formatted(backlog));
      Samples idle;
      Samples waiting;
      try (OurReceiver storing = OurReceiver.storing(options.folder(), database)) {
        storing.fill(Math.min(WARM_UP, backlog), options.folder());
        storing.empty();
        idle = Samples.of(Heap.usedMiB(storing.pid()));
        storing.fill(backlog, options.folder());
        waiting = Samples.of(Heap.usedMiB(storing.pid()));
      }
      table.add("only storing, empty tables", idle, "MiB", Goal.NONE);
      table.add("only storing, beside the backlog", waiting, "MiB", Goal.NONE);
      growth(table, idle, waiting);
      try (Receiver handling = OurReceiver.handling(options.folder(), database)) {
        Samples working = whileWorking(handling);
        Samples done = Samples.of(Heap.usedMiB(handling.pid()));
        table.add("while the backlog is handled", working, "MiB", Goal.NONE);
        table.add("when all is handled", done, "MiB", Goal.NONE);
        growth(table, done, working);
      }
      return table;
    }
  }

  private static void growth(Table table, Samples without, Samples with) {
    double grown = with.median() - without.median();
    table.add("— growth with the backlog", Samples.of(grown), "MiB", Goal.atMost(NOISE_MIB));
  }

  /** Measures over and over until nothing is pending; at least once. */
  private static Samples whileWorking(Receiver receiver) throws IOException, SQLException {
    List<Double> used = new ArrayList<>();
    do {
      used.add(Heap.usedMiB(receiver.pid()));
    } while (receiver
            .database()
            .number("select count(*) from bamotf_inbox where status = 'PENDING'")
        > 0);
    return new Samples(used);
  }
}
