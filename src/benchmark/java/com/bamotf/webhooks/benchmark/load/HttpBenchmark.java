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
import java.util.function.ToDoubleFunction;

/**
 * Requests that are stored and acknowledged in a second, ours and the guide's receiver in turn on
 * one PostgreSQL. Ours only stores ({@code bamotf.dispatch.concurrency=0}), as the other one does.
 */
public final class HttpBenchmark implements Benchmark {

  private static final int WARM_UP_CONNECTIONS = 32;

  @Override
  public Table run(Options options) throws IOException, SQLException {
    Load client = Load.wrk();
    try (Postgres postgres = Postgres.durable();
        Receiver ours = OurReceiver.storing(options.folder(), Database.create(postgres, "bamotf"));
        Receiver guide =
            GuideReceiver.start(options.folder(), Database.create(postgres, "guide"))) {
      Round.run(ours, client, WARM_UP_CONNECTIONS, options.warmUp(), options);
      Round.run(guide, client, WARM_UP_CONNECTIONS, options.warmUp(), options);
      Table table =
          new Table(
              "Stored and acknowledged, %d rounds of %d s each, PostgreSQL %s"
                  .formatted(
                      options.rounds(),
                      options.seconds(),
                      ours.database().value("show server_version")));
      compare(table, ours, guide, client, options, 8, Goal.atLeast(0.8));
      compare(table, ours, guide, client, options, 32, Goal.atLeast(1.2));
      return table;
    }
  }

  /** Adds a comparison at this number of connections. */
  static void compare(
      Table table,
      Receiver ours,
      Receiver guide,
      Load client,
      Options options,
      int connections,
      Goal goal)
      throws IOException, SQLException {
    List<Round> our = new ArrayList<>();
    List<Round> their = new ArrayList<>();
    for (int round = 0; round < options.rounds(); round++) {
      // Who comes first changes, so that neither always finds the machine as the other left it.
      boolean oursFirst = round % 2 == 0;
      for (boolean isOurs : new boolean[] {oursFirst, !oursFirst}) {
        Receiver receiver = isOurs ? ours : guide;
        (isOurs ? our : their)
            .add(Round.run(receiver, client, connections, options.seconds(), options));
      }
    }
    String at = " at " + connections + " connections";
    report(table, "ours" + at, our);
    report(table, "the guide's on Node" + at, their);
    table.add(
        "**ours to the guide's**" + at + ", requests/s",
        ratio(our, their, r -> r.load().perSecond()),
        "",
        goal);
    table.add(
        "ours to the guide's" + at + ", p99",
        ratio(our, their, r -> r.load().p99()),
        "",
        Goal.NONE);
  }

  private static Samples ratio(List<Round> our, List<Round> their, ToDoubleFunction<Round> figure) {
    return Round.samples(our, figure).per(Round.samples(their, figure));
  }

  private static void report(Table table, String who, List<Round> rounds) {
    table.add(who, Round.samples(rounds, r -> r.load().perSecond()), "requests/s", Goal.NONE);
    table.add("— p50", Round.samples(rounds, r -> r.load().p50()), "ms", Goal.NONE);
    table.add("— p99", Round.samples(rounds, r -> r.load().p99()), "ms", Goal.NONE);
    cost(table, rounds);
  }

  private static void cost(Table table, List<Round> rounds) {
    table.add(
        "— processor time of the receiver for one",
        micros(rounds, r -> r.perEvent().server()),
        "µs",
        Goal.NONE);
    table.add(
        "— processor time of PostgreSQL for one",
        micros(rounds, r -> r.perEvent().database()),
        "µs",
        Goal.NONE);
    table.add(
        "— write-ahead log for one",
        Round.samples(rounds, r -> r.perEvent().walBytes()),
        "B",
        Goal.NONE);
    table.add(
        "— transactions for one",
        Round.samples(rounds, r -> r.perEvent().transactions()),
        "",
        Goal.NONE);
  }

  private static Samples micros(List<Round> rounds, ToDoubleFunction<Round> seconds) {
    return Round.samples(rounds, r -> seconds.applyAsDouble(r) * 1e6);
  }
}
