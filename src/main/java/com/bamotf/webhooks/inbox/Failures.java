package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.server.TransactionFailedException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away from one that refuses what it is given. */
final class Failures {

  /**
   * Classes of SQLSTATE that blame the entry's own data: data exception, integrity constraint,
   * program limit. Repeating the statement cannot help, and other entries may fare better.
   */
  private static final Set<String> REFUSALS = Set.of("22", "23", "54");

  /**
   * Classes of SQLSTATE of a migration that waiting does not help: syntax error or access rule
   * violation, and no schema. The store waits for them, since its statements do not vary: a right
   * was revoked, or a table is missing after a restore.
   */
  private static final Set<String> MIGRATION_REFUSALS = Set.of("42", "3F");

  /** The user lacks a right, on H2. */
  private static final String H2_RIGHTS = "90096";

  /** The session or the server takes no writes. */
  static final String READ_ONLY = "25006";

  /**
   * SQLSTATEs of a conflict with another transaction at the same moment: unique violation, deadlock
   * or serialization failure, and H2's lock timeout. The next try finds what the other one did.
   */
  private static final Set<String> CONFLICTS = Set.of("23505", "40P01", "40001", "HYT00");

  private Failures() {}

  /** The first SQL error in the chain of causes, or null if there is none. */
  static @Nullable SQLException sqlException(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }

  /** Whether it collided with another transaction. */
  static boolean isConflict(Throwable failure) {
    SQLException sql = sqlException(failure);
    return sql != null && sql.getSQLState() != null && CONFLICTS.contains(sql.getSQLState());
  }

  /**
   * Whether the session takes no writes, as those of a primary that became a standby. The next
   * connection may lead to a server that does; this one never gets well by itself.
   */
  static boolean isReadOnly(Throwable failure) {
    SQLException sql = sqlException(failure);
    return sql != null && READ_ONLY.equals(sql.getSQLState());
  }

  /**
   * Whether a later try may help: an SQL error that does not blame the entry, or a transaction that
   * did not come to its end. Anything else is a mistake that waiting does not mend.
   */
  static boolean isDatabaseAway(Throwable failure) {
    SQLException sql = sqlException(failure);
    return sql == null
        ? failure instanceof TransactionFailedException
        : !REFUSALS.contains(stateClass(sql));
  }

  /**
   * The same for a change of the schema, which does not get better by waiting either when the
   * database user may not make it.
   */
  static boolean isDatabaseAwayForMigration(SQLException failure) {
    return isDatabaseAway(failure)
        && !MIGRATION_REFUSALS.contains(stateClass(failure))
        && !H2_RIGHTS.equals(failure.getSQLState());
  }

  /** The first two characters of the SQLSTATE; empty if there is none. */
  private static String stateClass(SQLException failure) {
    String state = failure.getSQLState();
    return state == null || state.length() < 2 ? "" : state.substring(0, 2);
  }
}
