package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.benchmark.Benchmark;
import com.bamotf.webhooks.benchmark.Goal;
import com.bamotf.webhooks.benchmark.Options;
import com.bamotf.webhooks.benchmark.Samples;
import com.bamotf.webhooks.benchmark.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * Events that go the whole way in a second: sent as fast as they are taken, stored, fired, kept
 * through JPA and completed, by an application whose observer inserts a row, and by the WAR, whose
 * ledger looks for the payment and inserts rows into two tables. The time runs from the first
 * request until the last entry is handled. Beside it, what the guide's receiver only inserts.
 */
public final class HandledBenchmark implements Benchmark {

  private static final int CONNECTIONS = 32;

  /**
   * @param perSecond handled events, over the whole time
   * @param perEvent what one of them used
   */
  private record Handled(double perSecond, Usage perEvent) {}

  @Override
  public Table run(Options options) throws IOException, SQLException {
    Load client = Load.wrk();
    Table table = table(options);
    try (Postgres postgres = Postgres.durable();
        Receiver guide =
            GuideReceiver.start(options.folder(), Database.create(postgres, "guide"))) {
      Round.run(guide, client, CONNECTIONS, options.warmUp(), options);
      try (OurReceiver host =
          OurReceiver.handlingInHost(options, Database.create(postgres, "host"))) {
        handle(host, client, options.warmUp(), options);
        compare(table, "an observer's row", host, guide, client, options, Goal.atLeast(0.5));
      }
      try (OurReceiver war = OurReceiver.handling(options, Database.create(postgres, "bamotf"))) {
        handle(war, client, options.warmUp(), options);
        compare(table, "the ledger's rows", war, guide, client, options, Goal.NONE);
      }
    }
    return table;
  }

  static Table table(Options options) {
    return new Table(
        "Stored, fired, kept through JPA and completed, one event to a transaction; load on %d connections, %d rounds of %d s each"
            .formatted(CONNECTIONS, options.rounds(), options.seconds()));
  }

  static void compare(
      Table table,
      String kept,
      OurReceiver ours,
      Receiver guide,
      Load client,
      Options options,
      Goal goal)
      throws IOException, SQLException {
    List<Handled> handled = new ArrayList<>();
    List<Round> inserted = new ArrayList<>();
    for (int round = 0; round < options.rounds(); round++) {
      handled.add(handle(ours, client, options.seconds(), options));
      inserted.add(Round.run(guide, client, CONNECTIONS, options.seconds(), options));
    }
    Samples ourRate = new Samples(handled.stream().map(Handled::perSecond).toList());
    Samples theirRate = Round.samples(inserted, r -> r.load().perSecond());
    table.add(
        kept + ", from the first request to the last completion", ourRate, "events/s", Goal.NONE);
    table.add("the guide's on Node, inserted only", theirRate, "events/s", Goal.NONE);
    table.add(
        "**" + kept + ": handled by ours to inserted by the guide's**",
        ourRate.per(theirRate),
        "",
        goal);
    cost(table, handled.stream().map(Handled::perEvent).toList());
  }

  private static void cost(Table table, List<Usage> uses) {
    table.add(
        "— processor time of the server for one",
        samples(uses.stream().map(u -> u.server() * 1e6).toList()),
        "µs",
        Goal.NONE);
    table.add(
        "— processor time of PostgreSQL for one",
        samples(uses.stream().map(u -> u.database() * 1e6).toList()),
        "µs",
        Goal.NONE);
    table.add(
        "— write-ahead log for one",
        samples(uses.stream().map(Usage::walBytes).toList()),
        "B",
        Goal.NONE);
    table.add(
        "— transactions for one",
        samples(uses.stream().map(Usage::transactions).toList()),
        "",
        Goal.NONE);
  }

  private static Samples samples(List<Double> values) {
    return new Samples(values);
  }

  private static Handled handle(OurReceiver ours, Load client, int seconds, Options options)
      throws IOException, SQLException {
    Path facts = Facts.write(options.folder().resolve("facts"), seconds * options.rate());
    ours.empty();
    ours.database().execute("checkpoint");
    Usage before = Usage.of(ours);
    long begun = System.nanoTime();
    LoadResult load =
        client.drive(ours.uri(), facts, CONNECTIONS, seconds).requireClean(ours.name());
    awaitAllHandled(ours.database());
    double taken = (System.nanoTime() - begun) / 1e9;
    Usage used = Usage.of(ours).since(before);
    long handled = requireAllInBooks(ours, load);
    return new Handled(handled / taken, used.dividedBy(handled));
  }

  private static void awaitAllHandled(Database database) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofMillis(200))
        // By the index of the work list: a look at the whole table would take part of the time.
        .until(
            () ->
                database.value(
                        "select min(next_attempt_at) from bamotf_inbox where status = 'PENDING'")
                    == null);
  }

  private static long requireAllInBooks(OurReceiver ours, LoadResult load) throws SQLException {
    long handled =
        ours.database().number("select count(*) from bamotf_inbox where status = 'HANDLED'");
    if (handled < load.answers() || ours.kept() != handled) {
      throw new IllegalStateException(
          "%d events were acknowledged, %d are handled, and %d payments are kept"
              .formatted(load.answers(), handled, ours.kept()));
    }
    return handled;
  }
}
