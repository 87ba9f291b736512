package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.inbox.database.Sql;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Makes entries due that wait too long because the database's clock was set back, as by a failover
 * to a machine whose clock is behind. Several servers may do so at the same time.
 *
 * <p>An entry due in more than a minute waits too long if it has not failed, since it is then
 * postponed by a second at most, or if its last failed attempt started in the future.
 */
final class ClockSetBack {

  private static final System.Logger LOG = System.getLogger(ClockSetBack.class.getName());

  /** Far more than an entry may be postponed. */
  private static final Duration MAX_POSTPONED = Duration.ofMinutes(1);

  private static final String MAKE_DUE =
      """
      update bamotf_inbox e set next_attempt_at = current_timestamp
      where status = 'PENDING' and next_attempt_at > %s and (attempts = 0 or (
        select a.started_at from bamotf_inbox_attempt a where a.entry_id = e.id order by a.id desc limit 1
        ) > current_timestamp)
      """;

  private ClockSetBack() {}

  static void makeDue(InboxDatabase database) throws SQLException {
    String sql = MAKE_DUE.formatted(database.nowPlusMillis());
    int due =
        database.inTransaction(connection -> Sql.update(connection, sql, MAX_POSTPONED.toMillis()));
    if (due > 0) {
      LOG.log(
          WARNING,
          "{0}: the database''s clock went back. Events that waited too long and are due now: {1}. Synchronize the clocks of the database''s machines with NTP",
          LogCodes.CLOCK_SET_BACK,
          String.valueOf(due));
    }
  }
}
