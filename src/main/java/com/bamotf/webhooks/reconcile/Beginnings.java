package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.client.Account;
import com.bamotf.webhooks.inbox.InboxDatabase;
import com.bamotf.webhooks.inbox.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Since when each bamotf account and mode is reconciled. The first run that sees a payment intent
 * of one notes it, so another API key or URL of the same account changes nothing. One for each run.
 * Not thread-safe.
 */
final class Beginnings {

  private static final String NOTED =
      "select begins_at, looked_back_to from bamotf_reconcile_beginning where account_id = ? and mode = ?";

  // The first start with this key. Until a run has completed with any key, the first start with
  // any: until then a key may have been wrong.
  private static final String FIRST_START =
      """
      select coalesce(min(added_at), current_timestamp) from bamotf_reconcile
      where account = ? or not exists (select 1 from bamotf_reconcile where succeeded_at is not null)
      """;

  private static final String NOTE =
      "insert into bamotf_reconcile_beginning (account_id, mode, begins_at, looked_back_to) values (?, ?, ?, ?)";

  /**
   * @param at when reconciliation begins, by the database's clock
   * @param lookedBackTo the first run did not see payment intents created before this time
   */
  record Beginning(Instant at, Instant lookedBackTo) {}

  private record Owner(String accountId, String mode) {}

  private final InboxDatabase database;
  private final Account account;
  private final Instant windowStart;
  private final boolean notes;
  private final Map<Owner, Beginning> known = new HashMap<>();

  /**
   * @param account whose list is read
   * @param windowStart of this run
   * @param notes false for a preview
   */
  Beginnings(InboxDatabase database, Account account, Instant windowStart, boolean notes) {
    this.database = database;
    this.account = account;
    this.windowStart = windowStart;
    this.notes = notes;
  }

  /** Of the candidate's account and mode. Uses its own transaction, once for each of these. */
  Beginning of(Candidate candidate) throws SQLException {
    Owner owner = new Owner(candidate.accountId(), candidate.event().mode());
    Beginning beginning = known.get(owner);
    if (beginning == null) {
      beginning = database.inTransactionOrAgain(connection -> find(connection, owner));
      known.put(owner, beginning);
    }
    return beginning;
  }

  /** One of those that were asked for and are later than a time; empty if none is. */
  Optional<Instant> after(Instant time) {
    return known.values().stream().map(Beginning::at).filter(at -> at.isAfter(time)).findFirst();
  }

  private Beginning find(Connection connection, Owner owner) throws SQLException {
    Optional<Beginning> noted =
        Sql.first(
            connection,
            NOTED,
            row -> new Beginning(Sql.time(row, 1), Sql.time(row, 2)),
            owner.accountId(),
            owner.mode());
    return noted.isPresent() ? noted.get() : first(connection, owner);
  }

  private Beginning first(Connection connection, Owner owner) throws SQLException {
    Instant at =
        Sql.first(connection, FIRST_START, row -> Sql.time(row, 1), account.id()).orElseThrow();
    if (notes) {
      Sql.update(
          connection,
          NOTE,
          owner.accountId(),
          owner.mode(),
          at.atOffset(ZoneOffset.UTC),
          windowStart.atOffset(ZoneOffset.UTC));
    }
    return new Beginning(at, windowStart);
  }
}
