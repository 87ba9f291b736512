package com.bamotf.webhooks.inbox.database;

import com.bamotf.webhooks.server.Causes;
import com.bamotf.webhooks.server.TransactionFailedException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Classifies SQL errors: database unavailable, conflict, read-only, or data refused. */
public final class SqlErrors {

  /**
   * SQLSTATE classes caused by the data: data exception, integrity constraint, program limit. A
   * retry cannot help.
   */
  private static final Set<String> DATA_ERRORS = Set.of("22", "23", "54");

  /**
   * SQLSTATE classes that fail a migration permanently: syntax error or access rule violation, and
   * missing schema. A store retries on these, because its statements are known to work: a privilege
   * was revoked, or a table is missing after a restore.
   */
  private static final Set<String> MIGRATION_ERRORS = Set.of("42", "3F");

  /** H2: the user lacks a privilege. */
  private static final String H2_RIGHTS = "90096";

  /** The session or the server is read-only. */
  public static final String READ_ONLY = "25006";

  /** Unique violation, deadlock, serialization failure, and H2's lock timeout. */
  private static final Set<String> CONFLICTS = Set.of("23505", "40P01", "40001", "HYT00");

  /** A prepared statement exists already, or does not exist. */
  private static final Set<String> PREPARED_STATEMENTS = Set.of("42P05", "26000");

  /** H2: another process has locked the file. */
  private static final String H2_IN_USE = "90020";

  private SqlErrors() {}

  /** Whether the statement collided with another transaction; an immediate retry resolves it. */
  public static boolean isConflict(Throwable failure) {
    SQLException sql = sqlException(failure);
    return sql != null && sql.getSQLState() != null && CONFLICTS.contains(sql.getSQLState());
  }

  /** Whether the session is read-only, as after a failover. It never becomes writable again. */
  public static boolean isReadOnly(Throwable failure) {
    SQLException sql = sqlException(failure);
    return sql != null && READ_ONLY.equals(sql.getSQLState());
  }

  /** Whether the driver's prepared statements belong to another session, as behind a pooler. */
  static boolean isOfPooler(SQLException failure) {
    return failure.getSQLState() != null && PREPARED_STATEMENTS.contains(failure.getSQLState());
  }

  /**
   * Whether a later retry may help: an SQL error that is not caused by the data, or a transaction
   * that did not commit. Anything else is a bug or bad data.
   */
  public static boolean isUnavailable(Throwable failure) {
    SQLException sql = sqlException(failure);
    return sql == null
        ? failure instanceof TransactionFailedException
        : !DATA_ERRORS.contains(stateClass(sql));
  }

  /** Whether a later retry of a migration may help; a missing privilege does not grant itself. */
  static boolean isUnavailableForMigration(SQLException failure) {
    return isUnavailable(failure)
        && !MIGRATION_ERRORS.contains(stateClass(failure))
        && !H2_RIGHTS.equals(failure.getSQLState());
  }

  /** What an operator should read first: the innermost cause, or what to do if that is known. */
  public static String reason(Throwable failure) {
    for (Throwable cause : Causes.of(failure)) {
      if (cause instanceof SQLException sql && H2_IN_USE.equals(sql.getSQLState())) {
        return "another process has opened the H2 file, and only one at a time can use it. Stop the other one, or use PostgreSQL, which several servers can share";
      }
      if (cause instanceof SQLException sql && READ_ONLY.equals(sql.getSQLState())) {
        return "the database is read-only, so it may be a standby. Connect the data source to the primary: by its address, or with all addresses and targetServerType=primary ("
            + sql.getMessage()
            + ")";
      }
    }
    return Causes.root(failure).toString();
  }

  /** The first SQL error in the chain of causes, or null if there is none. */
  private static @Nullable SQLException sqlException(Throwable failure) {
    for (Throwable cause : Causes.of(failure)) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }

  /** The first two characters of the SQLSTATE, or empty if there is none. */
  private static String stateClass(SQLException failure) {
    String state = failure.getSQLState();
    return state == null || state.length() < 2 ? "" : state.substring(0, 2);
  }
}
