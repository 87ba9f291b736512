package com.bamotf.webhooks.dispatch;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.Claim;
import com.bamotf.webhooks.inbox.Claim.ClaimedEntry;
import com.bamotf.webhooks.inbox.Inbox;
import com.bamotf.webhooks.server.CurrentTransaction;
import com.bamotf.webhooks.server.InternalBean;
import com.bamotf.webhooks.server.Transactions;
import com.bamotf.webhooks.wire.EventReader;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * One turn: claims an entry, fires its event and completes it, all in one transaction. Whatever the
 * observers did on the same data source commits together with the completion, or not at all.
 * Thread-safe.
 */
@InternalBean
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
   * The turns under way in this server. A handling can lose its locks before it is over: when it
   * failed and the failure is not kept yet, or when the server rolled a handler back that still
   * runs. So its payment intent is looked up here, too.
   */
  private final Set<InFlight> turns = ConcurrentHashMap.newKeySet();

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

  /**
   * Handles the entry that waits longest, if there is one.
   *
   * @throws SQLException if the database cannot be worked with; nothing is lost, the entry stays
   *     due
   */
  Outcome handleNext() throws SQLException {
    InFlight turn = new InFlight(nanoTime);
    turns.add(turn);
    try {
      Outcome outcome = handle(turn);
      return turn.end() ? Outcome.OVERDUE : outcome;
    } catch (SQLException | RuntimeException | Error e) {
      if (turn.end()) {
        return Outcome.OVERDUE;
      }
      throw e;
    } finally {
      turns.remove(turn);
    }
  }

  private Outcome handle(InFlight turn) throws SQLException {
    inbox.prepare();
    try {
      return transactions.<Outcome, SQLException>inNew(
          timeout, transaction -> handleClaimed(turn, transaction));
    } catch (SQLException | RuntimeException | Error e) {
      ClaimedEntry entry = turn.entry();
      if (entry == null || turn.isOverdue()) {
        throw e; // if overdue, the worker that took its place keeps the failure
      }
      failures.record(entry, e, turn.elapsed());
      return Outcome.FAILED;
    }
  }

  private Outcome handleClaimed(InFlight turn, CurrentTransaction transaction) throws SQLException {
    Claim claim = inbox.claim();
    if (!(claim instanceof ClaimedEntry entry)) {
      return claim == Claim.None.LOST ? Outcome.LOST : Outcome.NOTHING;
    }
    Optional<InFlight> holder = holderOf(entry.paymentIntentId());
    if (holder.isPresent()) {
      // Without a pause this entry would stay the first in line and hide all others.
      boolean longer = holder.get().isOverdue() || holder.get().handles(entry);
      inbox.postpone(entry, longer ? STILL_RUNNING : ABOUT_TO_END);
      return Outcome.LOST;
    }
    turn.handle(entry);
    if (entry.superseded()) {
      requireWon(inbox.supersede(entry));
      return Outcome.DONE;
    }
    boolean handled = publisher.publish(reader.read(entry.body(), entry.source()));
    transaction.requireActive(); // or the entry would be completed outside of it
    requireWon(handled ? inbox.complete(entry) : inbox.leaveUnobserved(entry));
    return Outcome.DONE;
  }

  private Optional<InFlight> holderOf(String paymentIntentId) {
    return turns.stream().filter(turn -> turn.holds(paymentIntentId)).findFirst();
  }

  private static void requireWon(boolean won) {
    if (!won) {
      throw new IllegalStateException(
          "What was being handled here was decided elsewhere meanwhile; this handling is rolled back");
    }
  }

  /**
   * Interrupts the turns that take too long, in their handler or in the database. Does no database
   * work itself, which could hang as well.
   *
   * @return those that were found; each thread leaves its worker for good, and must be replaced by
   *     one that calls {@link #keepOverdue} first
   */
  List<InFlight> interruptOverdue() {
    Duration longest = timeout.plus(GRACE);
    return turns.stream()
        .filter(turn -> turn.elapsed().compareTo(longest) > 0 && turn.interruptOnce())
        .toList();
  }

  /** Keeps an interrupted turn as a failed attempt of its entry, if it had one. */
  void keepOverdue(InFlight overdue) {
    ClaimedEntry entry = overdue.entry();
    Duration elapsed = overdue.elapsed();
    if (entry == null) {
      LOG.log(
          WARNING,
          "{0}: a worker has been waiting for the database for {1}; its thread was interrupted and replaced."
              + " Set a socket timeout on the data source if this happens again",
          LogCodes.HANDLING_HANGS,
          elapsed);
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
                elapsed));
    InFlight turn = new InFlight(nanoTime);
    turns.add(turn); // keeping it can hang like any other work on the database
    try {
      failures.record(entry, new HandlerOverdueException(timeout), elapsed);
    } catch (SQLException | RuntimeException e) {
      LOG.log(
          WARNING,
          "%s: that attempt could not be counted; the entry comes again: %s"
              .formatted(LogCodes.HANDLING_HANGS, e));
    } finally {
      turn.end();
      turns.remove(turn);
    }
  }
}
