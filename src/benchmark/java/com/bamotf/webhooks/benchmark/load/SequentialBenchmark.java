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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One delivery after the other, as bamotf sends them: without a pause, as when it catches up, and
 * at a steady rate. Ours handles the events meanwhile; the guide's receiver only stores them.
 */
public final class SequentialBenchmark implements Benchmark {

  /** Deliveries a second of the steady rate. */
  private static final int RATE = 50;

  @Override
  public Table run(Options options) throws IOException, SQLException {
    Load client = Load.wrk();
    try (Postgres postgres = Postgres.durable();
        OurReceiver ours =
            OurReceiver.handling(options.folder(), Database.create(postgres, "bamotf"));
        Receiver guide =
            GuideReceiver.start(options.folder(), Database.create(postgres, "guide"))) {
      Round.run(ours, client, 1, options.warmUp(), options);
      ours.awaitHandled();
      Round.run(guide, client, 1, options.warmUp(), options);
      return compare(ours, guide, client, options);
    }
  }

  static Table compare(OurReceiver ours, Receiver guide, Load client, Options options)
      throws IOException, SQLException {
    List<Round> our = new ArrayList<>();
    List<Round> their = new ArrayList<>();
    List<Samples> ourPaced = new ArrayList<>();
    List<Samples> theirPaced = new ArrayList<>();
    for (int round = 0; round < options.rounds(); round++) {
      our.add(Round.run(ours, client, 1, options.seconds(), options));
      ours.awaitHandled();
      their.add(Round.run(guide, client, 1, options.seconds(), options));
      ourPaced.add(paced(ours, options.seconds()));
      ours.awaitHandled();
      theirPaced.add(paced(guide, options.seconds()));
    }
    Samples ourRate = Round.samples(our, r -> r.load().perSecond());
    Samples theirRate = Round.samples(their, r -> r.load().perSecond());
    Table table =
        new Table(
                "One delivery after the other, %d rounds of %d s each"
                    .formatted(options.rounds(), options.seconds()))
            .add("ours, without a pause", ourRate, "requests/s", Goal.NONE)
            .add("the guide's on Node", theirRate, "requests/s", Goal.NONE)
            .add("**ours to the guide's**", ourRate.per(theirRate), "", Goal.atLeast(0.4));
    acknowledged(table, "median", 0.5, ourPaced, theirPaced, Goal.atMost(1.2));
    acknowledged(table, "p99", 0.99, ourPaced, theirPaced, Goal.atMost(1));
    return table;
  }

  private static void acknowledged(
      Table table, String what, double part, List<Samples> our, List<Samples> their, Goal goal) {
    Samples ours = new Samples(our.stream().map(round -> round.quantile(part)).toList());
    Samples theirs = new Samples(their.stream().map(round -> round.quantile(part)).toList());
    String name = "time to acknowledge at " + RATE + "/s, " + what + ": ";
    table
        .add(name + "ours", ours, "ms", Goal.NONE)
        .add(name + "the guide's", theirs, "ms", Goal.NONE)
        .add(name + "**ours to the guide's**", ours.per(theirs), "", goal);
  }

  /** Milliseconds from sending each request to its answer. */
  private static Samples paced(Receiver receiver, int seconds) throws SQLException {
    receiver.empty();
    Map<String, PacedLoad.Answered> answered = new ConcurrentHashMap<>();
    try (PacedLoad load = new PacedLoad(receiver.uri(), RATE)) {
      load.run(RATE * seconds, answered);
    }
    return new Samples(
        answered.values().stream().map(each -> (each.answered() - each.sent()) / 1e6).toList());
  }
}
