package com.bamotf.webhooks.inbox.admin;

import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.inbox.admin.InboxSummary.Group;
import com.bamotf.webhooks.inbox.admin.InboxSummary.Hour;
import com.bamotf.webhooks.inbox.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads summaries, one after the other. Each part has an index, so that none reads the bodies. Runs
 * in the caller's transaction. Not thread-safe.
 */
final class SummaryQueries {

  private static final long SECONDS_PER_HOUR = 3600;

  private static final String PENDING =
      "select count(*), min(received_at) as oldest, current_timestamp from bamotf_inbox where status = 'PENDING'";

  private static final String ENDED =
      """
      select status, count(*) from bamotf_inbox
      where status in ('UNOBSERVED', 'SUPERSEDED', 'ABANDONED', 'QUARANTINED') group by status
      """;

  /** The exception at the start of an error, which a colon or a space follows. */
  private static final String ERROR_CLASS =
      "substring(last_error from 1 for least(position(':' in last_error || ':'), position(' ' in last_error || ' ')) - 1)";

  private static final String ATTENTION =
      """
      select g.status, g.event, g.error_class, g.entries, coalesce(f.ended_at, f.received_at),
        coalesce(l.ended_at, l.received_at), l.last_error
      from (
        select status, event, error_class, count(*) as entries, min(id) as first_id, max(id) as last_id
        from (
          select id, status, event, %s as error_class from bamotf_inbox
          where last_error is not null and (status = 'ABANDONED' or status = 'PENDING' and attempts > 0)
          union all
          select id, status, event, null as error_class from bamotf_inbox
          where status in ('UNOBSERVED', 'QUARANTINED')
        ) failed
        group by status, event, error_class order by last_id desc limit %s
      ) g
      join bamotf_inbox f on f.id = g.first_id
      join bamotf_inbox l on l.id = g.last_id
      order by g.last_id desc
      """
          .formatted(ERROR_CLASS, InboxSummary.MAX_GROUPS);

  /** Entries that have not ended, in parts that each have an index. */
  private static final List<String> NOT_ENDED =
      List.of(" and status = 'PENDING'", " and status = 'QUARANTINED'");

  /** Takes a column, what it belongs to and a condition. */
  private static final String PER_HOUR =
      """
      select hour_number, count(*) from (
        select floor(extract(epoch from %1$s) / 3600) as hour_number from %2$s where %1$s >= ?%3$s
      ) t group by hour_number
      """;

  private record Pending(long count, @Nullable Instant oldest, Instant now) {}

  private final HandledCount handled = new HandledCount();

  InboxSummary read(Connection connection) throws SQLException {
    Pending pending = Sql.first(connection, PENDING, SummaryQueries::pending).orElseThrow();
    Instant oldest = pending.oldest();
    return new InboxSummary(
        pending.now(),
        counts(connection, pending),
        oldest == null ? null : Duration.between(oldest, pending.now()),
        Sql.list(connection, ATTENTION, SummaryQueries::group),
        rates(connection, pending.now()));
  }

  private static Pending pending(ResultSet row) throws SQLException {
    return new Pending(row.getLong(1), Sql.instant(row, "oldest"), Sql.time(row, 3));
  }

  private Map<EntryStatus, Long> counts(Connection connection, Pending pending)
      throws SQLException {
    Map<EntryStatus, Long> counts = new EnumMap<>(EntryStatus.class);
    for (EntryStatus status : EntryStatus.values()) {
      counts.put(status, 0L);
    }
    counts.put(EntryStatus.PENDING, pending.count());
    counts.put(EntryStatus.HANDLED, handled.count(connection, pending.now()));
    Sql.list(
            connection,
            ENDED,
            row -> Map.entry(EntryStatus.valueOf(row.getString(1)), row.getLong(2)))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }

  private static Group group(ResultSet row) throws SQLException {
    String sample = row.getString(7);
    return new Group(
        EntryStatus.valueOf(row.getString(1)),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        Sql.time(row, 5),
        Sql.time(row, 6),
        sample == null ? "" : sample);
  }

  private static List<Hour> rates(Connection connection, Instant now) throws SQLException {
    Instant current = now.truncatedTo(ChronoUnit.HOURS);
    Instant first = current.minus(InboxSummary.HOURS, ChronoUnit.HOURS);
    Map<Long, Long> received = new HashMap<>();
    for (String condition : NOT_ENDED) {
      addPerHour(received, connection, "received_at", "bamotf_inbox", condition, first);
    }
    addPerHour(
        received, connection, "received_at", "bamotf_inbox", " and ended_at >= ?", first, first);
    Map<Long, Long> handledOnes = new HashMap<>();
    addPerHour(
        handledOnes, connection, "ended_at", "bamotf_inbox", " and status = 'HANDLED'", first);
    Map<Long, Long> failed = new HashMap<>();
    addPerHour(failed, connection, "started_at", "bamotf_inbox_attempt", "", first);
    List<Hour> hours = new ArrayList<>();
    for (Instant from = first; !from.isAfter(current); from = from.plus(1, ChronoUnit.HOURS)) {
      long hour = from.getEpochSecond() / SECONDS_PER_HOUR;
      hours.add(
          new Hour(
              from,
              received.getOrDefault(hour, 0L),
              handledOnes.getOrDefault(hour, 0L),
              failed.getOrDefault(hour, 0L)));
    }
    return hours;
  }

  /** Adds to counts by the number of hours since 1970. */
  private static void addPerHour(
      Map<Long, Long> counts,
      Connection connection,
      String column,
      String table,
      String condition,
      Instant... times)
      throws SQLException {
    Sql.list(
            connection,
            PER_HOUR.formatted(column, table, condition),
            row -> Map.entry(row.getLong(1), row.getLong(2)),
            Stream.of(times).map(time -> time.atOffset(ZoneOffset.UTC)).toArray())
        .forEach(entry -> counts.merge(entry.getKey(), entry.getValue(), Long::sum));
  }
}
