package com.bamotf.webhooks.inbox;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away from one that refuses what it is given. */
final class Failures {

  /**
   * Classes of SQLSTATE that say something about what was given and not about the database: data
   * exception, integrity constraint, syntax or access rule, program limit. Repeating the statement
   * cannot help.
   */
  private static final Set<String> REFUSALS = Set.of("22", "23", "42", "54");

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
   * Whether a later try may help: an SQL error that is no refusal, or a transaction that did not
   * come to its end. Anything else is a mistake that waiting does not mend.
   */
  static boolean isDatabaseAway(Throwable failure) {
    SQLException sql = sqlException(failure);
    if (sql == null) {
      return failure instanceof TransactionFailedException;
    }
    String state = sql.getSQLState();
    return state == null || state.length() < 2 || !REFUSALS.contains(state.substring(0, 2));
  }
}
