package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.benchmark.Benchmark;
import com.bamotf.webhooks.benchmark.Goal;
import com.bamotf.webhooks.benchmark.Options;
import com.bamotf.webhooks.benchmark.Samples;
import com.bamotf.webhooks.benchmark.Table;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/**
 * Time from the acknowledgement, as the client reads it, to the handler's commit, as a {@link
 * Witness} sees it, at a steady rate. What is handled before the client has read its answer counts
 * as zero.
 */
public final class LatencyBenchmark implements Benchmark {

  private static final int RATE = 100;

  private record Latencies(Samples answer, Samples handled) {}

  @Override
  public Table run(Options options) throws IOException, SQLException {
    try (Postgres postgres = Postgres.durable();
        Receiver ours =
            OurReceiver.handling(options.folder(), Database.create(postgres, "bamotf"))) {
      Round.run(ours, Load.wrkOrJava(), 32, options.warmUp(), options);
      return measure(ours, options);
    }
  }

  static Table measure(Receiver ours, Options options) throws SQLException {
    List<Latencies> rounds = new ArrayList<>();
    ours.empty();
    try (Witness witness = new Witness(ours.database())) {
      for (int round = 0; round < options.rounds(); round++) {
        rounds.add(round(ours, witness, options.seconds()));
      }
    }
    Table table =
        new Table(
            "From the acknowledgement to the handler's commit at %d events/s, %d rounds of %d s each"
                .formatted(RATE, options.rounds(), options.seconds()));
    quantile(table, "request to acknowledgement, p50", rounds, true, 0.5, Goal.NONE);
    quantile(table, "request to acknowledgement, p99", rounds, true, 0.99, Goal.NONE);
    quantile(table, "acknowledgement to commit, p50", rounds, false, 0.5, Goal.atMost(5));
    quantile(table, "acknowledgement to commit, p99", rounds, false, 0.99, Goal.atMost(25));
    return table;
  }

  private static void quantile(
      Table table, String what, List<Latencies> rounds, boolean answer, double part, Goal goal) {
    List<Double> values =
        rounds.stream()
            .map(round -> (answer ? round.answer : round.handled).quantile(part))
            .toList();
    table.add(what, new Samples(values), "ms", goal);
  }

  private static Latencies round(Receiver ours, Witness witness, int seconds) {
    Map<String, PacedLoad.Answered> answered = new ConcurrentHashMap<>();
    try (PacedLoad load = new PacedLoad(ours.uri(), RATE)) {
      load.run(RATE * seconds, answered);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> witness.seen().keySet().containsAll(answered.keySet()));
    List<Double> answers = new ArrayList<>();
    List<Double> handled = new ArrayList<>();
    answered.forEach(
        (id, times) -> {
          answers.add((times.answered() - times.sent()) / 1e6);
          handled.add(Math.max(0, witness.seen().get(id) - times.answered()) / 1e6);
        });
    return new Latencies(new Samples(answers), new Samples(handled));
  }
}
