package com.bamotf.webhooks.reconcile;

import static java.lang.System.Logger.Level.INFO;

import com.bamotf.webhooks.client.Account;
import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.InboxDatabase;
import com.bamotf.webhooks.inbox.database.Sql;
import com.bamotf.webhooks.inbox.database.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events from before reconciliation's beginning, which are left to whoever received webhooks then.
 *
 * <p>bamotf's API has no time of an event, and any edit of a payment intent moves its {@code
 * updatedAt}. So the first run that sees such an event notes it, and no later edit makes it look
 * new. One for each run. Not thread-safe.
 */
final class EarlierEvents {

  private static final System.Logger LOG = System.getLogger(EarlierEvents.class.getName());

  private static final String INSTALLED =
      "select applied_at from bamotf_schema_version where component = 'library' and version = 1";

  private static final String NOTED =
      """
      select payment_intent_id, event, happened_by from bamotf_reconcile_earlier
      where payment_intent_id = any(?)
      """;

  private static final String NOTE =
      "insert into bamotf_reconcile_earlier (payment_intent_id, event, happened_by) values (?, ?, ?)";

  private record Fact(String intent, String event) {}

  private final InboxDatabase database;
  private final Instant beginning;
  private final boolean notes;
  private long noted;

  private EarlierEvents(InboxDatabase database, Settings settings, boolean notes)
      throws SQLException {
    Optional<Instant> since = settings.reconcile().since();
    this.database = database;
    this.beginning = since.isPresent() ? since.get() : installedAt(database);
    this.notes = notes;
  }

  /** Begins at the setting; without one, when the tables were created. */
  static EarlierEvents of(InboxDatabase database, Settings settings) throws SQLException {
    return new EarlierEvents(database, settings, true);
  }

  /** The same, but notes nothing. */
  static EarlierEvents forPreview(InboxDatabase database, Settings settings) throws SQLException {
    return new EarlierEvents(database, settings, false);
  }

  private static Instant installedAt(InboxDatabase database) throws SQLException {
    return database
        .inTransaction(connection -> Sql.first(connection, INSTALLED, row -> instant(row, 1)))
        .orElseThrow();
  }

  /**
   * Returns the payment intents whose event is an earlier one, and notes those that are seen for
   * the first time. Runs in its own transaction.
   *
   * @param byIntent by the payment intent's id
   */
  Set<String> among(Map<String, Candidate> byIntent) throws SQLException {
    Map<String, Candidate> old = new HashMap<>(byIntent);
    old.values().removeIf(this::isLater);
    if (old.isEmpty()) {
      return Set.of();
    }
    long before = noted;
    try {
      return database.inTransaction(connection -> among(connection, old));
    } catch (SQLException e) {
      if (!SqlErrors.isConflict(e)) {
        throw e;
      }
      noted = before; // another server, with another key of the account, has noted the same
      return database.inTransaction(connection -> among(connection, old));
    }
  }

  private Set<String> among(Connection connection, Map<String, Candidate> old) throws SQLException {
    Map<Fact, Instant> known = noted(connection, old.keySet());
    Set<String> earlier = new HashSet<>();
    for (Map.Entry<String, Candidate> each : old.entrySet()) {
      Fact fact = new Fact(each.getKey(), each.getValue().event().type());
      Instant happenedBy = each.getValue().happenedBy();
      if (isEarlier(known.get(fact))) {
        earlier.add(fact.intent());
      } else if (happenedBy != null && isEarlier(happenedBy)) {
        earlier.add(fact.intent());
        if (notes && !known.containsKey(fact)) {
          Sql.update(
              connection, NOTE, fact.intent(), fact.event(), happenedBy.atOffset(ZoneOffset.UTC));
          noted++;
        }
      }
    }
    return earlier;
  }

  private static Map<Fact, Instant> noted(Connection connection, Set<String> intents)
      throws SQLException {
    Map<Fact, Instant> noted = new HashMap<>();
    Sql.list(
            connection,
            NOTED,
            row -> Map.entry(new Fact(row.getString(1), row.getString(2)), instant(row, 3)),
            connection.createArrayOf("varchar", intents.toArray()))
        .forEach(each -> noted.put(each.getKey(), each.getValue()));
    return noted;
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** The run of this account is over. */
  void report(Account account) {
    if (noted > 0) {
      LOG.log(
          INFO,
          "{0}: reconciliation of {1} begins at {2}; older events left alone: {3}. To have them handled, set {4} to an earlier time",
          LogCodes.EARLIER_EVENTS,
          account,
          beginning,
          String.valueOf(noted),
          Setting.RECONCILE_SINCE.key());
    }
  }

  /** A payment intent created after the beginning has no earlier event, so it needs no query. */
  private boolean isLater(Candidate candidate) {
    return candidate.createdAt() != null && !isEarlier(candidate.createdAt());
  }

  private boolean isEarlier(@Nullable Instant time) {
    return time != null && time.isBefore(beginning);
  }
}
