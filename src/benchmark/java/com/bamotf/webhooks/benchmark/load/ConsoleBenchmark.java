package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.benchmark.Benchmark;
import com.bamotf.webhooks.benchmark.Goal;
import com.bamotf.webhooks.benchmark.Options;
import com.bamotf.webhooks.benchmark.Samples;
import com.bamotf.webhooks.benchmark.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How long an operator waits for a page of each kind with many entries, in the database and over
 * HTTP, and what the indexes that this needs cost whoever stores and handles events.
 */
public final class ConsoleBenchmark implements Benchmark {

  private static final List<String> INDEXES =
      List.of("bamotf_inbox_ended", "bamotf_inbox_unhandled", "bamotf_inbox_rare");

  private static final String DATABASE = "console";

  /** What is done at once in the comparison of whole batches: one commit. */
  private static final int BATCH = 64;

  /** How many times more events than for a time, since processor time is counted coarsely. */
  private static final int TIMES = 20;

  /** How often a server is asked each question, for each round. */
  private static final int REQUESTS = 20;

  private final int events;

  public ConsoleBenchmark() {
    this(1_000);
  }

  /**
   * @param events how many are stored and claimed in each round
   */
  ConsoleBenchmark(int events) {
    this.events = events;
  }

  @Override
  public Table run(Options options) throws Exception {
    try (Postgres postgres = Postgres.durable()) {
      Table table = withoutServer(postgres, options);
      try (OurReceiver ours =
          OurReceiver.showing(options.folder(), new Database(postgres, DATABASE))) {
        ConsoleRequests.measure(table, ours, options, REQUESTS * options.rounds());
      }
      return table;
    }
  }

  Table withoutServer(Postgres postgres, Options options) throws Exception {
    Table table =
        new Table(
            "Console with %,d entries, %d rounds".formatted(options.entries(), options.rounds()));
    pages(table, Database.create(postgres, DATABASE), options);
    costs(table, postgres, options);
    return table;
  }

  private static void pages(Table table, Database database, Options options) throws Exception {
    try (ManyEntries inbox = new ManyEntries(database, options.entries())) {
      Map<String, List<Double>> millis = new LinkedHashMap<>();
      for (int round = -1; round < options.rounds(); round++) {
        for (Map.Entry<String, Double> time : inbox.millis().entrySet()) {
          if (round >= 0) {
            millis.computeIfAbsent(time.getKey(), name -> new ArrayList<>()).add(time.getValue());
          }
        }
      }
      millis.forEach(
          (name, times) ->
              table.add(
                  name,
                  new Samples(times),
                  "ms",
                  name.startsWith("the first") ? Goal.NONE : Goal.atMost(100)));
    }
  }

  private void costs(Table table, Postgres postgres, Options options) throws SQLException {
    Database plain = Database.create(postgres, "plain");
    try (StoreAndClaim without = new StoreAndClaim(plain);
        StoreAndClaim with = new StoreAndClaim(Database.create(postgres, "indexed"))) {
      plain.execute("drop index " + String.join(", ", INDEXES));
      without.fill(options.entries() / 10, 0);
      with.fill(options.entries() / 10, 0);
      List<StoreAndClaim> states = List.of(without, with);
      compare(table, "store", states, StoreAndClaim::storeMillis, events, options);
      compare(
          table,
          "store " + BATCH + " at once",
          states,
          state -> state.storeMillis(BATCH),
          Math.max(1, events / BATCH),
          options);
      compare(table, "claim and complete", states, StoreAndClaim::claimMillis, events, options);
      List<Usage> usual = new ArrayList<>();
      List<Usage> indexed = new ArrayList<>();
      for (int round = -1; round < options.rounds(); round++) {
        Usage first = stored(without, plain, events * TIMES);
        Usage second = stored(with, plain, events * TIMES);
        if (round >= 0) {
          usual.add(first);
          indexed.add(second);
        }
      }
      compare(table, "PostgreSQL's processor time", usual, indexed, u -> u.database() * 1e6, "µs");
      compare(
          table,
          "all processor time",
          usual,
          indexed,
          u -> (u.database() + u.server()) * 1e6,
          "µs");
      compare(table, "write-ahead log", usual, indexed, Usage::walBytes, "bytes");
    }
  }

  /** What each event costs if many come at once. */
  private static Usage stored(StoreAndClaim state, Database any, int events) throws SQLException {
    long pid = ProcessHandle.current().pid();
    Usage before = Usage.of(pid, any);
    int batches = Math.max(1, events / BATCH);
    for (int i = 0; i < batches; i++) {
      state.storeMillis(BATCH);
    }
    return Usage.of(pid, any).since(before).dividedBy(batches * BATCH);
  }

  private static void compare(
      Table table,
      String what,
      List<Usage> without,
      List<Usage> with,
      ToDoubleFunction<Usage> figure,
      String unit) {
    Samples usual = new Samples(without.stream().mapToDouble(figure).boxed().toList());
    Samples indexed = new Samples(with.stream().mapToDouble(figure).boxed().toList());
    table
        .add(what + " of an event without them", usual, unit, Goal.NONE)
        .add(what + " of an event with them", indexed, unit, Goal.NONE)
        .add("— with to without", indexed.per(usual), "", Goal.NONE);
  }

  /** What is done once. */
  private interface Timed {
    double millis(StoreAndClaim state) throws SQLException;
  }

  /** Both in turn, so that whatever else the machine does meets them alike. */
  private static void compare(
      Table table, String what, List<StoreAndClaim> states, Timed timed, int times, Options options)
      throws SQLException {
    List<Double> without = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    for (int round = -1; round < options.rounds(); round++) {
      List<Double> first = new ArrayList<>();
      List<Double> second = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        boolean swapped = i % 2 == 1;
        double one = timed.millis(states.get(swapped ? 1 : 0));
        double other = timed.millis(states.get(swapped ? 0 : 1));
        first.add(swapped ? other : one);
        second.add(swapped ? one : other);
      }
      if (round >= 0) {
        without.add(new Samples(first).median());
        with.add(new Samples(second).median());
      }
    }
    Goal goal = what.startsWith("store") ? Goal.atMost(1.03) : Goal.NONE;
    table
        .add(what + " without the console's indexes", new Samples(without), "ms", Goal.NONE)
        .add(what + " with them", new Samples(with), "ms", Goal.NONE)
        .add("— **with to without**", new Samples(with).per(new Samples(without)), "", goal);
  }
}
