package com.bamotf.webhooks.reconcile;

import static java.lang.System.Logger.Level.INFO;

import com.bamotf.webhooks.client.Account;
import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.inbox.InboxDatabase;
import com.bamotf.webhooks.inbox.database.Sql;
import com.bamotf.webhooks.reconcile.Beginnings.Beginning;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
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

  private static final String NOTED =
      """
      select payment_intent_id, event, happened_by from bamotf_reconcile_earlier
      where payment_intent_id = any(?)
      """;

  private static final String NOTE =
      "insert into bamotf_reconcile_earlier (payment_intent_id, event, happened_by) values (?, ?, ?)";

  private record Fact(String intent, String event) {}

  /**
   * What a batch holds.
   *
   * @param intents with an earlier event
   * @param noted how many of these events were noted just now
   */
  private record Found(Set<String> intents, int noted) {}

  private final InboxDatabase database;
  private final Optional<Instant> since;
  private final Beginnings beginnings;
  private final boolean notes;
  private long noted;
  private @Nullable Instant notedBefore;

  /**
   * @param since the setting, which takes the place of every beginning that is noted
   * @param beginnings of the same run
   * @param notes false for a preview, which notes nothing
   */
  EarlierEvents(
      InboxDatabase database, Optional<Instant> since, Beginnings beginnings, boolean notes) {
    this.database = database;
    this.since = since;
    this.beginnings = beginnings;
    this.notes = notes;
  }

  /**
   * Notes the beginnings of these accounts and modes, whether or not an event of them is missing.
   * Otherwise an account that has missed nothing would begin anew with its next API key.
   */
  void see(Collection<Candidate> candidates) throws SQLException {
    for (Candidate each : candidates) {
      beginnings.of(each);
    }
  }

  /**
   * Returns the payment intents whose event is an earlier one, and notes those that are seen for
   * the first time. Runs in its own transaction.
   *
   * @param byIntent by the payment intent's id
   */
  Set<String> among(Map<String, Candidate> byIntent) throws SQLException {
    Map<String, Candidate> old = new HashMap<>();
    for (Map.Entry<String, Candidate> each : byIntent.entrySet()) {
      if (!isLater(each.getValue())) {
        old.put(each.getKey(), each.getValue());
      }
    }
    if (old.isEmpty()) {
      return Set.of();
    }
    // Again if another server, with another key of the account, has noted the same.
    Found found = database.inTransactionOrAgain(connection -> among(connection, old));
    noted += found.noted();
    return found.intents();
  }

  private Found among(Connection connection, Map<String, Candidate> old) throws SQLException {
    Map<Fact, Instant> known = noted(connection, old.keySet());
    Set<String> earlier = new HashSet<>();
    int added = 0;
    for (Map.Entry<String, Candidate> each : old.entrySet()) {
      Fact fact = new Fact(each.getKey(), each.getValue().event().type());
      Beginning beginning = beginnings.of(each.getValue());
      Instant happenedBy = happenedBy(each.getValue(), beginning);
      if (isEarlier(known.get(fact), beginning)) {
        earlier.add(fact.intent());
      } else if (happenedBy != null && isEarlier(happenedBy, beginning)) {
        earlier.add(fact.intent());
        if (notes && !known.containsKey(fact)) {
          Sql.update(
              connection, NOTE, fact.intent(), fact.event(), happenedBy.atOffset(ZoneOffset.UTC));
          added++;
          notedBefore = at(beginning);
        }
      }
    }
    return new Found(earlier, added);
  }

  private static Map<Fact, Instant> noted(Connection connection, Set<String> intents)
      throws SQLException {
    Map<Fact, Instant> noted = new HashMap<>();
    Sql.list(
            connection,
            NOTED,
            row -> Map.entry(new Fact(row.getString(1), row.getString(2)), Sql.time(row, 3)),
            connection.createArrayOf("varchar", intents.toArray()))
        .forEach(each -> noted.put(each.getKey(), each.getValue()));
    return noted;
  }

  /** The beginning, if it is noted as later than this time; empty if the setting replaces it. */
  Optional<Instant> notedAfter(Instant time) {
    return since.isPresent() ? Optional.empty() : beginnings.after(time);
  }

  /** The run of this account is over. */
  void report(Account account) {
    if (noted > 0) {
      LOG.log(
          INFO,
          "{0}: reconciliation of {1} begins at {2}; older events left alone: {3}. To have them handled, set {4} to an earlier time",
          LogCodes.EARLIER_EVENTS,
          account,
          notedBefore,
          String.valueOf(noted),
          Setting.RECONCILE_SINCE.key());
    }
  }

  /** A payment intent created after the beginning has no earlier event, so it needs no query. */
  private boolean isLater(Candidate candidate) throws SQLException {
    Instant created = candidate.createdAt();
    return created != null && !isEarlier(created, beginnings.of(candidate));
  }

  private boolean isEarlier(@Nullable Instant time, Beginning beginning) {
    return time != null && time.isBefore(at(beginning));
  }

  private Instant at(Beginning beginning) {
    return since.orElse(beginning.at());
  }

  /**
   * An edit may have moved the time before the first look at it. So one that is too old for the
   * first run, and seen only because the window was lengthened since, counts as it was created.
   */
  private static @Nullable Instant happenedBy(Candidate candidate, Beginning beginning) {
    Instant created = candidate.createdAt();
    boolean unseen = created != null && created.isBefore(beginning.lookedBackTo());
    return unseen ? created : candidate.happenedBy();
  }
}
