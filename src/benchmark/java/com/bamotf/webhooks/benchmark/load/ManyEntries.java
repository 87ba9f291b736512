package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.inbox.admin.Admins;
import com.bamotf.webhooks.inbox.admin.EntrySelection;
import com.bamotf.webhooks.inbox.admin.InboxSummary;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** An inbox as after 90 days of an ordinary shop, and everything that a console asks it. */
final class ManyEntries implements AutoCloseable {

  private static final EntrySelection ALL = EntrySelection.all();

  /**
   * One in a thousand was canceled, one in a thousand reconciled, one in ten thousand is of the
   * mode test; of ten thousand, 50 were late, 10 unobserved, 5 abandoned, 1 unreadable and 5 are
   * being retried. The last hundred are due.
   */
  private static final String FILL =
      """
      create table made as
        select n, gen_random_uuid()::text as id,
          now() - (%1$d - n) * interval '90 days' / %1$d as received,
          case when n > %1$d - 100 then 'PENDING' when n %% 10000 < 50 then 'SUPERSEDED' when n %% 10000 < 60 then 'UNOBSERVED'
            when n %% 10000 < 65 then 'ABANDONED' when n %% 10000 = 65 then 'QUARANTINED' when n %% 10000 < 71 then 'PENDING'
            else 'HANDLED' end as status,
          case when n %% 1000 = 500 then 'payment_intent.canceled' when n %% 2 = 0 then 'payment_intent.processing'
            else 'payment_intent.succeeded' end as event
        from generate_series(1, %1$d) as n;
      insert into bamotf_inbox (deduplication_key, payment_intent_id, event, mode, source, rare, status, stage, attempts,
          last_error, received_at, next_attempt_at, ended_at, body)
        select id || E'\\t' || event, id, event,
          case when n %% 10000 = 600 then 'test' else 'prod' end,
          case when n %% 1000 = 700 then 'RECONCILED' else 'WEBHOOK' end,
          n %% 1000 in (500, 700, 800) or n %% 10000 = 600 or status in ('ABANDONED', 'PENDING'),
          status,
          case when status <> 'HANDLED' then 0 when n %% 2 = 0 then 2 else 3 end,
          case when n %% 1000 = 800 then 3 when status = 'HANDLED' then 1 when status = 'ABANDONED' then 40
            when status = 'PENDING' and n <= %1$d - 100 then 4 else 0 end,
          case when status = 'QUARANTINED' then 'The body is not JSON'
            when status = 'ABANDONED' or status = 'PENDING' and n <= %1$d - 100
              then 'java.lang.IllegalStateException: Order ' || n || ' is unknown' end,
          received,
          case when status = 'PENDING' then now() + interval '1 hour' end,
          case when status not in ('PENDING', 'QUARANTINED') then received + interval '10 milliseconds' end,
          convert_to(rpad(id, 1100, '.'), 'UTF8')
        from made order by n;
      insert into bamotf_inbox_attempt (entry_id, attempt, started_at, duration_ms, error_class, message, stack)
        select e.id, a, e.received_at, 5, 'java.lang.IllegalStateException', 'Order is unknown', repeat('at x', 500)
        from bamotf_inbox e, generate_series(1, 3) a where last_error is not null;
      drop table made;
      """;

  private final JdbcConnectionPool pool;
  private final InboxFixture inbox;
  private final Callable<InboxSummary> summaries;
  private final long middle;

  /** A question of the console. */
  private interface Asked {
    void ask() throws Exception;
  }

  ManyEntries(Database database, int entries) throws SQLException {
    this.pool = database.pool();
    this.inbox = new InboxFixture((DataSource) pool);
    this.summaries = Admins.summaries(inbox.database);
    this.middle = entries / 2;
    inbox.inbox.prepare();
    fill(database, entries);
  }

  /** The tables must be there, and empty. */
  static void fill(Database database, int entries) throws SQLException {
    database.execute(FILL.formatted(entries));
    database.execute("vacuum analyze");
    database.execute("checkpoint");
  }

  /** The time of each question. */
  Map<String, Double> millis() throws Exception {
    Map<String, Double> millis = new LinkedHashMap<>();
    Instant month = Instant.now().minus(Duration.ofDays(30));
    page(millis, "first page", ALL, Long.MAX_VALUE);
    page(millis, "page in the middle", ALL, middle);
    for (EntryStatus status : EntryStatus.values()) {
      page(millis, "status " + status, EntrySelection.of(status), Long.MAX_VALUE);
    }
    page(
        millis,
        "three statuses",
        EntrySelection.of(EntryStatus.ABANDONED, EntryStatus.QUARANTINED, EntryStatus.PENDING),
        Long.MAX_VALUE);
    page(millis, "event succeeded", ALL.withEvent("payment_intent.succeeded"), Long.MAX_VALUE);
    page(millis, "event canceled", ALL.withEvent("payment_intent.canceled"), Long.MAX_VALUE);
    page(millis, "event that never came", ALL.withEvent("payment_intent.none"), Long.MAX_VALUE);
    page(millis, "mode prod", ALL.withMode("prod"), Long.MAX_VALUE);
    page(millis, "mode test", ALL.withMode("test"), Long.MAX_VALUE);
    page(millis, "source RECONCILED", ALL.withSource(Source.RECONCILED), Long.MAX_VALUE);
    page(millis, "source TEST, none", ALL.withSource(Source.TEST), Long.MAX_VALUE);
    page(millis, "a payment intent", ALL.withPaymentIntent("none"), Long.MAX_VALUE);
    page(millis, "text of an error", ALL.withText("illegalstate"), Long.MAX_VALUE);
    page(millis, "text that is nowhere", ALL.withText("nowhere"), Long.MAX_VALUE);
    page(millis, "start of an id", ALL.withText("abc"), Long.MAX_VALUE);
    page(millis, "at least 2 attempts", ALL.withMinAttempts(2), Long.MAX_VALUE);
    page(millis, "at least 100 attempts, none", ALL.withMinAttempts(100), Long.MAX_VALUE);
    page(millis, "a minute a month ago", between(month, Duration.ofMinutes(1)), Long.MAX_VALUE);
    page(millis, "a month a month ago", between(month, Duration.ofDays(30)), Long.MAX_VALUE);
    page(
        millis,
        "canceled on a day a month ago",
        between(month, Duration.ofDays(1)).withEvent("payment_intent.canceled"),
        Long.MAX_VALUE);
    page(
        millis,
        "retried more than 50 times, pending",
        EntrySelection.of(EntryStatus.PENDING).withMinAttempts(50),
        Long.MAX_VALUE);
    add(millis, "summary, not shared", summaries::call);
    add(millis, "the first summary of a server", Admins.summaries(inbox.database)::call);
    add(
        millis,
        "preview of a requeue of everything abandoned",
        () -> inbox.admin.preview(EntrySelection.of(EntryStatus.ABANDONED)));
    return millis;
  }

  private static EntrySelection between(Instant end, Duration before) {
    return ALL.receivedBetween(end.minus(before), end);
  }

  private void page(
      Map<String, Double> millis, String what, EntrySelection selection, long beforeId)
      throws Exception {
    add(millis, "page: " + what, () -> inbox.admin.page(selection, beforeId, 50));
  }

  private static void add(Map<String, Double> millis, String what, Asked asked) throws Exception {
    long begun = System.nanoTime();
    asked.ask();
    millis.put(what, (System.nanoTime() - begun) / 1e6);
  }

  @Override
  public void close() {
    inbox.close();
    pool.dispose();
  }
}
