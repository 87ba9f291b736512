package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.benchmark.Benchmark;
import com.bamotf.webhooks.benchmark.Goal;
import com.bamotf.webhooks.benchmark.Options;
import com.bamotf.webhooks.benchmark.Samples;
import com.bamotf.webhooks.benchmark.Table;
import com.bamotf.webhooks.testing.FakeBamotf;
import com.bamotf.webhooks.testing.FakeIntent;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * How long a webhook waits for its acknowledgement while many events are requeued through the
 * console's API, or found by reconciliation: from the request until all of them are handled. Counts
 * the handlings of what was requeued and of what came meanwhile.
 */
public final class BulkBenchmark implements Benchmark {

  private static final String API_KEY = "benchmark";

  @Override
  public Table run(Options options) throws IOException, SQLException {
    try (Postgres postgres = Postgres.durable();
        FakeBamotf bamotf = bamotf();
        OurReceiver ours =
            OurReceiver.reconciling(
                options.folder(), Database.create(postgres, "bamotf"), bamotf.url(), API_KEY)) {
      Round.run(ours, Load.wrkOrJava(), 1, options.warmUp(), options);
      ours.awaitHandled();
      return measure(ours, bamotf, options);
    }
  }

  static FakeBamotf bamotf() {
    return new FakeBamotf().withKey(API_KEY, "test");
  }

  static Table measure(OurReceiver ours, FakeBamotf bamotf, Options options)
      throws IOException, SQLException {
    List<BulkRequeue> requeues = new ArrayList<>();
    List<Samples> usual = new ArrayList<>();
    List<Samples> reconciliation = new ArrayList<>();
    for (int round = 0; round < options.rounds(); round++) {
      ours.empty();
      usual.add(Webhooks.alone(ours, options.seconds()).millis());
      requeues.add(BulkRequeue.measure(ours, options));
      ours.empty();
      reconciliation.add(Webhooks.during(ours, () -> reconcile(ours, bamotf, options)).millis());
    }
    Table table =
        new Table(
            "Time to acknowledge at %d/s during a bulk of %,d events, %d rounds"
                .formatted(Webhooks.RATE, options.bulk(), options.rounds()));
    table.add(
        "webhooks during a requeue; they and all requeued events handled exactly once",
        new Samples(
            requeues.stream().map(each -> (double) each.during().answered().size()).toList()),
        "webhooks",
        Goal.NONE);
    List<Samples> alone = requeues.stream().map(each -> each.alone().millis()).toList();
    List<Samples> during = requeues.stream().map(each -> each.during().millis()).toList();
    compared(table, "before a requeue", alone, "during a requeue", during, Goal.atMost(2));
    compared(table, "alone", usual, "during a reconciliation", reconciliation, Goal.NONE);
    return table;
  }

  /**
   * @param ofTail the goal of the p99; that of the median is always 2
   */
  private static void compared(
      Table table,
      String without,
      List<Samples> usual,
      String with,
      List<Samples> during,
      Goal ofTail) {
    for (double part : new double[] {0.5, 0.99}) {
      boolean isMedian = part == 0.5;
      String name = isMedian ? "median " : "p99 ";
      Samples before = quantiles(usual, part);
      Samples meanwhile = quantiles(during, part);
      table
          .add(name + without, before, "ms", Goal.NONE)
          .add(name + with, meanwhile, "ms", Goal.NONE)
          .add(
              "— **to " + without + "**",
              meanwhile.per(before),
              "",
              isMedian ? Goal.atMost(2) : ofTail);
    }
  }

  private static Samples quantiles(List<Samples> rounds, double part) {
    return new Samples(rounds.stream().map(round -> round.quantile(part)).toList());
  }

  private static void reconcile(OurReceiver ours, FakeBamotf bamotf, Options options)
      throws IOException, SQLException {
    List<FakeIntent> missed =
        Stream.generate(() -> new FakeIntent("test").with("succeeded"))
            .limit(options.bulk())
            .toList();
    bamotf.list(intents -> FakeBamotf.elements(missed));
    new AdminApi(ours).post("reconcile", JsonValue.EMPTY_JSON_OBJECT, 202);
    String filled = "select count(*) from bamotf_inbox where source = 'RECONCILED'";
    Awaitility.await()
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> ours.database().number(filled) == options.bulk());
    ours.awaitHandled();
  }
}
