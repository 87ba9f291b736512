package com.bamotf.webhooks.dispatch;

import static java.lang.System.Logger.Level.INFO;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * One turn: claims entries, fires their events and completes them, all in one transaction. Whatever
 * the observers did on the same data source commits together with the completion, or not at all.
 * Thread-safe.
 *
 * <p>By default a turn takes one entry. When several share a transaction, a failure rolls back all
 * of them without a word, and each is handled again alone.
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

  /**
   * The server's own timeout goes first, so that a handler which it stops is told of by its own
   * exception.
   */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** A turn that has taken longer handles none of its further entries. */
  private static final Duration LONG_TURN = Duration.ofMillis(100);

  private final Inbox inbox;
  private final Transactions transactions;
  private final EventPublisher publisher;
  private final FailureRecorder failures;
  private final Duration timeout;
  private final LongSupplier nanoTime;
  private final BatchSize batchSize;
  private final EventReader reader = new EventReader();

  /**
   * The payment intents that this server holds. A handling can lose its locks before it is over:
   * when it failed and the failure is not kept yet, or when the server rolled a handler back that
   * still runs.
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
    this.batchSize = new BatchSize(settings.dispatch().batchSize());
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
    this.batchSize = null;
    this.nanoTime = null;
  }

  /**
   * Handles the entries that wait longest, if there are any.
   *
   * @param nextRequest called between two events, which must not share a request context
   * @throws SQLException if the database cannot be worked with; nothing is lost, the entries stay
   *     due
   */
  Outcome handleNext(Runnable nextRequest) throws SQLException {
    inbox.prepare();
    Turn turn = new Turn(nanoTime);
    try {
      Outcome outcome =
          transactions.<Outcome, SQLException>inNew(
              timeout, () -> handleClaimed(turn, nextRequest));
      if (turn.end()) {
        return Outcome.OVERDUE;
      }
      adaptBatchSize(turn);
      return outcome;
    } catch (SQLException | RuntimeException | Error e) {
      batchSize.trouble();
      if (turn.end()) {
        return Outcome.OVERDUE; // the watch has kept the failure
      }
      if (turn.held().isEmpty()) {
        throw e;
      }
      fail(turn, e);
      return Outcome.FAILED;
    } finally {
      // Not by what the turn holds: it may have ended in the middle of taking it.
      running.values().removeIf(turn::equals);
    }
  }

  private void adaptBatchSize(Turn turn) {
    if (turn.elapsed().compareTo(LONG_TURN) > 0) {
      batchSize.trouble();
    } else {
      batchSize.handled(turn.held().size());
    }
  }

  private void fail(Turn turn, Throwable failure) throws SQLException {
    List<ClaimedEntry> entries = turn.held();
    if (entries.size() == 1) {
      failures.record(entries.get(0), failure, turn.elapsed());
    } else {
      LOG.log(
          INFO,
          "%s: %d events that shared a transaction were rolled back, and each is handled alone now: %s"
              .formatted(LogCodes.BATCH_FAILED, entries.size(), Failure.unwrapped(failure)));
    }
  }

  private Outcome handleClaimed(Turn turn, Runnable nextRequest) throws SQLException {
    Claim claim = inbox.claim(batchSize.next());
    if (!(claim instanceof Claim.Claimed claimed)) {
      return claim == Claim.None.LOST ? Outcome.LOST : Outcome.NOTHING;
    }
    List<ClaimedEntry> entries = free(claimed.entries(), turn);
    if (entries.isEmpty()) {
      return Outcome.LOST;
    }
    turn.holds(entries);
    List<ClaimedEntry> published = new ArrayList<>();
    for (ClaimedEntry entry : entries) {
      if (entry.superseded()) {
        requireWon(inbox.supersede(entry));
        continue;
      }
      if (!published.isEmpty()) {
        if (turn.elapsed().compareTo(LONG_TURN) > 0) {
          break;
        }
        nextRequest.run();
      }
      turn.handles(entry);
      publisher.publish(reader.read(entry.body(), entry.source()));
      published.add(entry);
    }
    turn.handles(null);
    if (!published.isEmpty()) {
      requireWon(inbox.complete(published));
    }
    return Outcome.DONE;
  }

  /** Those that no other turn of this server is still busy with; the others wait a little. */
  private List<ClaimedEntry> free(List<ClaimedEntry> claimed, Turn turn) throws SQLException {
    List<ClaimedEntry> free = new ArrayList<>();
    for (ClaimedEntry entry : claimed) {
      Turn holder = running.putIfAbsent(entry.paymentIntentId(), turn);
      if (holder == null) {
        free.add(entry);
      } else {
        // Without a pause this entry would stay the first in line and hide all others.
        boolean longer = holder.isOverdue() || holder.holdsEntry(entry.id());
        inbox.postpone(entry, longer ? STILL_RUNNING : ABOUT_TO_END);
      }
    }
    return free;
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
    ClaimedEntry entry = turn.suspect();
    if (entry == null) {
      LOG.log(
          WARNING,
          "%s: the commit of %d events is still running after %s; its thread was interrupted"
              .formatted(LogCodes.HANDLING_HANGS, turn.held().size(), turn.elapsed()));
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
