package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.benchmark.Benchmark;
import com.bamotf.webhooks.benchmark.Goal;
import com.bamotf.webhooks.benchmark.Options;
import com.bamotf.webhooks.benchmark.Samples;
import com.bamotf.webhooks.benchmark.Table;
import java.io.IOException;
import java.sql.SQLException;

/** How fast one server works off what was stored while nothing handled it. */
public final class BacklogBenchmark implements Benchmark {

  @Override
  public Table run(Options options) throws IOException, SQLException {
    try (Postgres postgres = Postgres.durable()) {
      Database database = Database.create(postgres, "bamotf");
      try (OurReceiver storing = OurReceiver.storing(options.folder(), database)) {
        storing.fill(options.backlog(), options.folder());
      }
      try (OurReceiver handling = OurReceiver.handling(options.folder(), database)) {
        handling.awaitHandled();
        return table(database, options.backlog());
      }
    }
  }

  /** Of a backlog that is handled, by the database's times of each handling. */
  static Table table(Database database, int backlog) throws SQLException {
    double first = perSecond(database, 0, backlog / 10);
    double last = perSecond(database, backlog - backlog / 10, backlog);
    return new Table("A backlog of %,d events, handled by one server".formatted(backlog))
        .add("all", Samples.of(perSecond(database, 0, backlog)), "events/s", Goal.atLeast(1_000))
        .add("the first tenth", Samples.of(first), "events/s", Goal.NONE)
        .add("the last tenth", Samples.of(last), "events/s", Goal.NONE)
        .add("**the last tenth to the first**", Samples.of(last / first), "", Goal.atLeast(1));
  }

  /** From one place to another in the order in which they were handled. */
  private static double perSecond(Database database, int from, int to) throws SQLException {
    String seconds =
        """
        select extract(epoch from max(ended_at) - min(ended_at)) from (
          select ended_at from bamotf_inbox where status = 'HANDLED'
          order by ended_at limit %d offset %d) as handled
        """;
    return (to - from) / Double.parseDouble(database.value(seconds.formatted(to - from, from)));
  }
}
