package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.benchmark.Benchmark;
import com.bamotf.webhooks.benchmark.Goal;
import com.bamotf.webhooks.benchmark.Options;
import com.bamotf.webhooks.benchmark.Samples;
import com.bamotf.webhooks.benchmark.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether storing and claiming get slower as the table or the work list grows. Works on the inbox
 * without a server: one thread, one event a transaction.
 */
public final class GrowthBenchmark implements Benchmark {

  private static final int FEW = 1_000;

  private final int events;

  public GrowthBenchmark() {
    this(1_000);
  }

  /**
   * @param events how many are stored and claimed in each round
   */
  GrowthBenchmark(int events) {
    this.events = events;
  }

  @Override
  public Table run(Options options) throws SQLException {
    try (Postgres postgres = Postgres.durable();
        StoreAndClaim few = prepared(postgres, "few", FEW, 0);
        StoreAndClaim handled = prepared(postgres, "handled", options.rows(), 0);
        StoreAndClaim pending = prepared(postgres, "pending", FEW, options.backlog())) {
      List<StoreAndClaim> states = List.of(few, handled, pending);
      List<List<Double>> stored = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      List<List<Double>> claimed = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (int round = -1; round < options.rounds(); round++) {
        List<Double> store = medians(states, StoreAndClaim::storeMillis);
        List<Double> claim = medians(states, StoreAndClaim::claimMillis);
        if (round >= 0) {
          for (int i = 0; i < states.size(); i++) {
            stored.get(i).add(store.get(i));
            claimed.get(i).add(claim.get(i));
          }
        }
      }
      return table(options, stored, claimed);
    }
  }

  /** What is done once. */
  private interface Timed {
    double millis(StoreAndClaim state) throws SQLException;
  }

  /**
   * The states in turn, event by event, so that whatever else the machine does meets them alike.
   */
  private List<Double> medians(List<StoreAndClaim> states, Timed timed) throws SQLException {
    List<List<Double>> millis = states.stream().<List<Double>>map(s -> new ArrayList<>()).toList();
    for (int event = 0; event < events; event++) {
      for (int i = 0; i < states.size(); i++) {
        millis.get(i).add(timed.millis(states.get(i)));
      }
    }
    return millis.stream().map(m -> new Samples(m).median()).toList();
  }

  private static StoreAndClaim prepared(Postgres postgres, String name, int handled, int pending)
      throws SQLException {
    StoreAndClaim state = new StoreAndClaim(Database.create(postgres, name));
    state.fill(handled, pending);
    return state;
  }

  private Table table(Options options, List<List<Double>> stored, List<List<Double>> claimed) {
    Table table =
        new Table(
            "Growth: median of %d events, one after another, %d rounds"
                .formatted(events, options.rounds()));
    List<String> names =
        List.of(
            "%,d handled rows".formatted(FEW),
            "%,d handled rows".formatted(options.rows()),
            "%,d pending rows".formatted(options.backlog()));
    rows(table, "store", names, stored);
    rows(table, "claim and complete", names, claimed);
    return table;
  }

  private static void rows(
      Table table, String what, List<String> names, List<List<Double>> millis) {
    Samples few = new Samples(millis.get(0));
    for (int i = 0; i < names.size(); i++) {
      Samples samples = new Samples(millis.get(i));
      table.add(what + " with " + names.get(i), samples, "ms", Goal.NONE);
      if (i > 0) {
        table.add("— to " + names.get(0), samples.per(few), "", Goal.atMost(1.1));
      }
    }
  }
}
