package com.bamotf.webhooks.inbox.admin;

import com.bamotf.webhooks.inbox.DeduplicationKey;
import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.inbox.NewEntry;
import com.bamotf.webhooks.inbox.database.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A selection as a query for ids, with its parameters. Each status, and each meaning of the text,
 * has a subquery of its own, because each of them has its own index.
 */
final class SelectionSql {

  /**
   * Ids ascend with the time of receipt, except that stores at the same time may swap, as may those
   * around a small step of the database's clock.
   */
  private static final Duration SLACK = Duration.ofMinutes(1);

  private static final int MAX_TEXT = 255;

  /** In any other status an entry has no error. */
  private static final Set<EntryStatus> WITH_ERROR =
      EnumSet.of(EntryStatus.PENDING, EntryStatus.ABANDONED, EntryStatus.QUARANTINED);

  private final EntrySelection selection;
  private final long afterId;
  private final long beforeId;
  private final String end;
  private final StringJoiner subqueries = new StringJoiner(" union all ");
  private final List<Object> parameters = new ArrayList<>();
  private int count;

  private SelectionSql(EntrySelection selection, long afterId, long beforeId, String end) {
    this.selection = selection;
    this.afterId = afterId;
    this.beforeId = beforeId;
    this.end = end;
  }

  /**
   * Selects ids between two others, both exclusive.
   *
   * @param end of each subquery, such as its order and limit
   */
  static SelectionSql between(EntrySelection selection, long afterId, long beforeId, String end) {
    SelectionSql sql = new SelectionSql(selection, afterId, beforeId, end);
    if (selection.statuses().size() == EntryStatus.values().length) {
      sql.addNamed("");
    } else {
      selection.statuses().stream().sorted().forEach(status -> sql.addNamed(is(status)));
    }
    sql.addFailed();
    return sql;
  }

  /** The query; its ids may repeat. */
  String ids() {
    return subqueries.toString();
  }

  Object[] parameters() {
    return parameters.toArray();
  }

  private static String is(EntryStatus status) {
    return " and status = '" + status + "'";
  }

  /** A text means the start of a payment intent's id; without one, every entry matches. */
  private void addNamed(String condition) {
    String text = selection.text();
    if (text == null) {
      add(condition);
      return;
    }
    String searched = Sql.storable(text, MAX_TEXT);
    add(
        condition
            + " and payment_intent_id is not null and deduplication_key >= ? and deduplication_key < ?",
        searched,
        Sql.storable(DeduplicationKey.endOfPrefix(searched), MAX_TEXT));
  }

  /** A text means a part of an error as well. */
  private void addFailed() {
    String text = selection.text();
    if (text == null) {
      return;
    }
    String searched = Sql.storable(text, MAX_TEXT).toLowerCase(Locale.ROOT);
    WITH_ERROR.stream()
        .filter(selection.statuses()::contains)
        .forEach(
            status ->
                add(
                    is(status)
                        + " and last_error is not null and position(? in lower(last_error)) > 0",
                    searched));
  }

  private void add(String condition, Object... values) {
    count++;
    StringBuilder sql = new StringBuilder("select id from bamotf_inbox where id > ? and id < ?");
    parameters.add(afterId);
    parameters.add(beforeId);
    sql.append(condition);
    parameters.addAll(List.of(values));
    String paymentIntentId = selection.paymentIntentId();
    if (paymentIntentId != null) {
      String id = Sql.storable(paymentIntentId, MAX_TEXT);
      append(sql, " and deduplication_key >= ?", DeduplicationKey.first(id));
      append(sql, " and deduplication_key < ?", DeduplicationKey.end(id));
    }
    appendText(sql, " and event = ?", selection.event());
    appendText(sql, " and mode = ?", selection.mode());
    append(sql, " and source = ?", selection.source() == null ? null : selection.source().name());
    if (selection.minAttempts() > 0) {
      append(sql, " and attempts >= ?", selection.minAttempts());
    }
    if (selection.minAttempts() > 1
        || NewEntry.isRare(selection.source(), selection.mode(), selection.event())) {
      sql.append(" and rare"); // true of all of them, and leads PostgreSQL to their index
    }
    appendTimes(sql, selection.from(), selection.before());
    subqueries.add("select s%1$s.id from (%2$s%3$s) s%1$s".formatted(count, sql, end));
  }

  /**
   * The bounds of the ids keep a search for an old time from passing over everything newer. They
   * come from entries that ended earlier or were received later, since ended entries have an index
   * on the time. What was requeued long after its receipt makes a bound wider, so the lower one is
   * the best of many.
   */
  private void appendTimes(StringBuilder sql, @Nullable Instant from, @Nullable Instant before) {
    if (from != null) {
      OffsetDateTime inclusive = Sql.storable(from);
      append(sql, " and received_at >= ?", inclusive);
      append(
          sql,
          " and id > coalesce((select max(id) from (select id from bamotf_inbox where ended_at < ? order by ended_at desc limit 100) earlier), 0)",
          Sql.storable(inclusive.toInstant().minus(SLACK)));
    }
    if (before != null) {
      OffsetDateTime exclusive = Sql.storable(before);
      OffsetDateTime later = Sql.storable(exclusive.toInstant().plus(SLACK));
      append(sql, " and received_at < ?", exclusive);
      append(
          sql,
          " and id < coalesce((select id from bamotf_inbox where ended_at >= ? and received_at >= ? order by ended_at limit 1), 9223372036854775807)",
          later);
      parameters.add(later);
    }
  }

  private void appendText(StringBuilder sql, String condition, @Nullable String value) {
    append(sql, condition, value == null ? null : Sql.storable(value, MAX_TEXT));
  }

  private void append(StringBuilder sql, String condition, @Nullable Object value) {
    if (value != null) {
      sql.append(condition);
      parameters.add(value);
    }
  }
}
