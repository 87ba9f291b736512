package com.bamotf.webhooks.inbox.admin;

import com.bamotf.webhooks.inbox.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Counts the handled entries. There may be millions, so those that ended long ago are counted only
 * now and then; few of them change. Not thread-safe.
 */
final class HandledCount {

  static final Duration INTERVAL = Duration.ofMinutes(10);

  /** Longer than any handling: an entry ends, for the database, when its transaction begins. */
  static final Duration RECENT = Duration.ofHours(2);

  private static final String SELECT =
      "select count(*) from bamotf_inbox where status = 'HANDLED' and ended_at ";

  private long before;
  private @Nullable Instant since;

  /**
   * @param now the database's time
   */
  long count(Connection connection, Instant now) throws SQLException {
    Instant start = since;
    if (start == null || !now.isBefore(start.plus(RECENT).plus(INTERVAL))) {
      start = now.minus(RECENT);
      before = count(connection, "< ?", start);
      since = start;
    }
    return before + count(connection, ">= ?", start);
  }

  private static long count(Connection connection, String condition, Instant time)
      throws SQLException {
    return Sql.first(
            connection, SELECT + condition, row -> row.getLong(1), time.atOffset(ZoneOffset.UTC))
        .orElseThrow();
  }
}
