package com.bamotf.webhooks.dispatch;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.event.EventReader;
import com.bamotf.webhooks.inbox.Claim;
import com.bamotf.webhooks.inbox.ClaimedEntry;
import com.bamotf.webhooks.inbox.Inbox;
import com.bamotf.webhooks.inbox.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * One turn: claims an entry, fires its event and completes it, all in one transaction. Whatever the
 * observers did on the same data source commits together with the completion, or not at all.
 * Thread-safe.
 */
@ApplicationScoped
class Handling {

  private static final System.Logger LOG = System.getLogger(Handling.class.getName());

  /**
   * How long an entry waits that is free in the database while its last handling still runs in this
   * server.
   */
  private static final Duration STILL_RUNNING = Duration.ofSeconds(1);

  /** The same, while another event of its payment intent is on its last steps here. */
  private static final Duration ABOUT_TO_END = Duration.ofMillis(20);

  /** Let the server's timeout fire first, so that its exception is the one recorded. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Inbox inbox;
  private final Transactions transactions;
  private final EventPublisher publisher;
  private final FailureRecorder failures;
  private final Duration timeout;
  private final LongSupplier nanoTime;
  private final EventReader reader = new EventReader();

  /**
   * The turns that hold a payment intent. A handling can lose its locks before it is over: when it
   * failed and the failure is not kept yet, or when the server rolled a handler back that still
   * runs.
   */
  private final Map<String, Turn> running = new ConcurrentHashMap<>();

  Handling(
      Inbox inbox,
      Transactions transactions,
      EventPublisher publisher,
      FailureRecorder failures,
      Settings settings,
      LongSupplier nanoTime) {
    this.inbox = inbox;
    this.transactions = transactions;
    this.publisher = publisher;
    this.failures = failures;
    this.timeout = settings.dispatch().timeout();
    this.nanoTime = nanoTime;
  }

  @Inject
  Handling(
      Inbox inbox,
      Transactions transactions,
      EventPublisher publisher,
      FailureRecorder failures,
      Settings settings) {
    this(inbox, transactions, publisher, failures, settings, System::nanoTime);
  }

  @SuppressWarnings("NullAway") // for the container's proxy, which has no fields of its own
  protected Handling() {
    this.inbox = null;
    this.transactions = null;
    this.publisher = null;
    this.failures = null;
    this.timeout = Duration.ZERO;
    this.nanoTime = null;
  }

  /**
   * Handles the entry that waits longest, if there is one.
   *
   * @throws SQLException if the database cannot be worked with; nothing is lost, the entry stays
   *     due
   */
  Outcome handleNext() throws SQLException {
    inbox.prepare();
    Turn turn = new Turn(nanoTime);
    try {
      Outcome outcome =
          transactions.<Outcome, SQLException>inNew(timeout, () -> handleClaimed(turn));
      return turn.end() ? Outcome.OVERDUE : outcome;
    } catch (SQLException | RuntimeException | Error e) {
      if (turn.end()) {
        return Outcome.OVERDUE; // the watch has kept the failure
      }
      ClaimedEntry entry = turn.entry();
      if (entry == null) {
        throw e;
      }
      failures.record(entry, e, turn.elapsed());
      return Outcome.FAILED;
    } finally {
      running.values().remove(turn);
    }
  }

  private Outcome handleClaimed(Turn turn) throws SQLException {
    Claim claim = inbox.claim();
    if (!(claim instanceof Claim.Claimed claimed)) {
      return claim == Claim.None.LOST ? Outcome.LOST : Outcome.NOTHING;
    }
    ClaimedEntry entry = claimed.entry();
    Turn holder = running.putIfAbsent(entry.paymentIntentId(), turn);
    if (holder != null) {
      // Without a pause this entry would stay the first in line and hide all others.
      boolean longer = holder.isOverdue() || holder.handles(entry);
      inbox.postpone(entry, longer ? STILL_RUNNING : ABOUT_TO_END);
      return Outcome.LOST;
    }
    turn.handle(entry);
    if (entry.superseded()) {
      requireWon(inbox.supersede(entry));
      return Outcome.DONE;
    }
    publisher.publish(reader.read(entry.body(), entry.source()));
    requireWon(inbox.complete(entry));
    return Outcome.DONE;
  }

  private static void requireWon(boolean won) {
    if (!won) {
      throw new IllegalStateException(
          "What was being handled here was decided elsewhere meanwhile; this handling is rolled back");
    }
  }

  /**
   * Interrupts the handlers that have been running for too long and keeps that as a failed attempt.
   *
   * @return how many were found; each thread leaves its worker for good, so that each must be
   *     replaced, whatever became of keeping the attempt
   */
  int interruptOverdue() {
    int found = 0;
    for (Turn turn : running.values()) {
      if (turn.elapsed().compareTo(timeout.plus(GRACE)) > 0 && turn.interruptOnce()) {
        found++;
        keepOverdue(turn);
      }
    }
    return found;
  }

  private void keepOverdue(Turn turn) {
    ClaimedEntry entry = turn.entry();
    if (entry == null) {
      return;
    }
    LOG.log(
        WARNING,
        "%s: handling %s of payment intent %s (entry %d) is still running after %s; its thread was interrupted"
            .formatted(
                LogCodes.HANDLING_HANGS,
                entry.eventType(),
                entry.paymentIntentId(),
                entry.id(),
                turn.elapsed()));
    try {
      failures.record(entry, new HandlerOverdueException(timeout), turn.elapsed());
    } catch (SQLException | RuntimeException e) {
      LOG.log(
          WARNING,
          "%s: that attempt could not be counted; the entry comes again: %s"
              .formatted(LogCodes.HANDLING_HANGS, e));
    }
  }
}
