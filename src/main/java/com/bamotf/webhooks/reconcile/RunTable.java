package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.client.Account;
import com.bamotf.webhooks.inbox.InboxDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who reconciles an account and how it went, in the database, by its time. Each change is
 * conditional and says whether it won. Thread-safe; each call is a transaction of its own.
 */
final class RunTable {

  private static final int LONGEST_PROBLEM = 2_000;

  private static final String REGISTER =
      """
      insert into bamotf_reconcile (account)
      select cast(? as varchar(64)) where not exists (select 1 from bamotf_reconcile where account = ?)
      """;

  // A request that is due earlier and not taken up yet stays; one that a run has taken up is over.
  private static final String REQUEST =
      """
      update bamotf_reconcile set requested_at = case
        when requested_at < %1$s and (started_at is null or requested_at >= started_at) then requested_at
        else %1$s end
      where account = ?
      """;

  // With an owner whose lease has run out, a server died: due at once.
  private static final String ACQUIRE =
      """
      update bamotf_reconcile
      set owner = ?, lease_until = %1$s, started_at = current_timestamp, ended_at = null,
        seen = 0, gaps = 0, filled = 0, skipped = 0, deferred = 0, unreadable = 0
      where account = ? and (owner is null or lease_until < current_timestamp)
        and (owner is not null or started_at is null or started_at <= %1$s
          or (requested_at >= started_at and requested_at <= current_timestamp))
      """;

  private static final String TALLY =
      "seen = ?, gaps = ?, filled = ?, skipped = ?, deferred = ?, unreadable = ?";

  private static final String KEEP =
      "update bamotf_reconcile set lease_until = %1$s, "
          + TALLY
          + " where account = ? and owner = ?";

  private static final String END =
      "update bamotf_reconcile set owner = null, lease_until = null, ended_at = current_timestamp, "
          + TALLY
          + ", failures = ?, problem = ?, succeeded_at = case when ? then current_timestamp else succeeded_at end"
          + " where account = ? and owner = ?";

  private static final String STATUS =
      """
      select owner is not null and lease_until >= current_timestamp, started_at, ended_at,
        seen, gaps, filled, skipped, deferred, unreadable, problem, failures, succeeded_at
      from bamotf_reconcile where account = ?
      """;

  private final InboxDatabase database;

  RunTable(InboxDatabase database) {
    this.database = database;
  }

  /**
   * Makes the account's row.
   *
   * @throws SQLException also if another server makes it at this moment; it is there then
   */
  void register(Account account) throws SQLException {
    database.inTransaction(
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(REGISTER)) {
            insert.setString(1, account.id());
            insert.setString(2, account.id());
            return insert.executeUpdate();
          }
        });
  }

  /**
   * Asks for a run that begins after this moment and the delay, on whichever server.
   *
   * @return the moment of asking
   */
  Instant request(Account account, Duration delay) throws SQLException {
    String sql = REQUEST.formatted(database.nowPlusMillis());
    return database.inTransaction(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, delay.toMillis());
            update.setLong(2, delay.toMillis());
            update.setString(3, account.id());
            update.executeUpdate();
          }
          return now(connection);
        });
  }

  /** The lease, if a run is due and no other server has it. */
  Optional<Lease> acquire(Account account, Duration lease, Duration interval) throws SQLException {
    String owner = UUID.randomUUID().toString();
    String sql = ACQUIRE.formatted(database.nowPlusMillis());
    return database.inTransaction(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, owner);
            update.setLong(2, lease.toMillis());
            update.setString(3, account.id());
            update.setLong(4, -interval.toMillis());
            return update.executeUpdate() == 1
                ? Optional.of(lease(connection, account, owner))
                : Optional.empty();
          }
        });
  }

  /** Keeps the lease; false if it is lost. */
  boolean keep(Lease lease, Duration duration, RunCounts counts) throws SQLException {
    String sql = KEEP.formatted(database.nowPlusMillis());
    return database.inTransaction(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, duration.toMillis());
            int next = set(update, 2, counts);
            update.setString(next, lease.account().id());
            update.setString(next + 1, lease.owner());
            return update.executeUpdate() == 1;
          }
        });
  }

  /** Gives the lease back and keeps how the run went; false if the lease is lost. */
  boolean end(Lease lease, RunOutcome outcome) throws SQLException {
    boolean ended =
        database.inTransaction(
            connection -> {
              try (PreparedStatement update = connection.prepareStatement(END)) {
                int next = set(update, 1, outcome.counts());
                update.setInt(next, outcome.failures());
                setText(update, next + 1, outcome.problem());
                update.setBoolean(next + 2, outcome.complete());
                update.setString(next + 3, lease.account().id());
                update.setString(next + 4, lease.owner());
                return update.executeUpdate() == 1;
              }
            });
    Duration again = outcome.again();
    if (ended && again != null) {
      request(lease.account(), again);
    }
    return ended;
  }

  AccountStatus status(Account account) throws SQLException {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(STATUS)) {
            select.setString(1, account.id());
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? status(account, row)
                  : new AccountStatus(
                      account.number(), false, null, null, RunCounts.NONE, null, 0, null);
            }
          }
        });
  }

  private static AccountStatus status(Account account, ResultSet row) throws SQLException {
    Instant startedAt = instant(row, 2);
    Instant endedAt = instant(row, 3);
    return new AccountStatus(
        account.number(),
        row.getBoolean(1),
        startedAt,
        startedAt == null || endedAt == null ? null : Duration.between(startedAt, endedAt),
        new RunCounts(
            row.getLong(4),
            row.getLong(5),
            row.getLong(6),
            row.getLong(7),
            row.getLong(8),
            row.getLong(9)),
        row.getString(10),
        row.getInt(11),
        instant(row, 12));
  }

  private static Lease lease(Connection connection, Account account, String owner)
      throws SQLException {
    String sql = "select problem, failures from bamotf_reconcile where account = ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, account.id());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new Lease(account, owner, row.getString(1), row.getInt(2));
      }
    }
  }

  private static Instant now(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("select current_timestamp");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  private static int set(PreparedStatement update, int first, RunCounts counts)
      throws SQLException {
    update.setLong(first, counts.seen());
    update.setLong(first + 1, counts.gaps());
    update.setLong(first + 2, counts.filled());
    update.setLong(first + 3, counts.skipped());
    update.setLong(first + 4, counts.deferred());
    update.setLong(first + 5, counts.unreadable());
    return first + 6;
  }

  /** PostgreSQL has no NUL in texts. */
  private static void setText(PreparedStatement update, int index, @Nullable String text)
      throws SQLException {
    if (text == null) {
      update.setNull(index, Types.VARCHAR);
    } else {
      String fitting = text.substring(0, Math.min(text.length(), LONGEST_PROBLEM));
      update.setString(index, fitting.replace('\0', ' '));
    }
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
