package com.bamotf.webhooks.dispatch;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.config.WebhookSecret;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.inbox.Claim;
import com.bamotf.webhooks.inbox.Claim.ClaimedEntry;
import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.inbox.Inbox;
import com.bamotf.webhooks.server.CurrentTransaction;
import com.bamotf.webhooks.server.Transactions;
import com.bamotf.webhooks.telemetry.Span;
import com.bamotf.webhooks.telemetry.Telemetry;
import com.bamotf.webhooks.wire.EventReader;
import com.bamotf.webhooks.wire.UnreadableEventException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Claims an entry, fires its event and completes it, all in one transaction. What the observers did
 * on the same data source commits together with the completion, or not at all. Thread-safe.
 */
@Singleton
public class Handling {

  private static final System.Logger LOG = System.getLogger(Handling.class.getName());

  /** How long to postpone an entry whose earlier attempt still runs on this server. */
  private static final Duration STILL_RUNNING = Duration.ofSeconds(1);

  /** The same while an attempt for another event of its payment intent is about to end. */
  private static final Duration ABOUT_TO_END = Duration.ofMillis(20);

  /** Let the server's timeout fire first, so that its exception is the one recorded. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Inbox inbox;
  private final Transactions transactions;
  private final EventPublisher publisher;
  private final FailureRecorder failures;
  private final Duration timeout;
  private final Telemetry telemetry;
  private final LongSupplier nanoTime;
  private final EventReader reader = new EventReader();

  /**
   * The attempts in progress on this server. Their payment intents are blocked here as well, since
   * an attempt can lose its database locks before it ends: when its failure is not recorded yet, or
   * when the server rolled its transaction back while the handler still runs.
   */
  private final Set<InFlight> inFlight = ConcurrentHashMap.newKeySet();

  Handling(
      Inbox inbox,
      Transactions transactions,
      EventPublisher publisher,
      FailureRecorder failures,
      Settings settings,
      Telemetry telemetry,
      LongSupplier nanoTime) {
    this.inbox = inbox;
    this.transactions = transactions;
    this.publisher = publisher;
    this.failures = failures;
    this.timeout = settings.dispatch().timeout();
    this.telemetry = telemetry;
    this.nanoTime = nanoTime;
  }

  @Inject
  Handling(
      Inbox inbox,
      Transactions transactions,
      EventPublisher publisher,
      FailureRecorder failures,
      Settings settings,
      Telemetry telemetry) {
    this(inbox, transactions, publisher, failures, settings, telemetry, System::nanoTime);
  }

  /**
   * Handles the entry that has waited longest, if any is due.
   *
   * @throws SQLException if the database fails; the entry stays due
   */
  public HandlingResult handleNext() throws SQLException {
    InFlight current = new InFlight(nanoTime);
    inFlight.add(current);
    try {
      HandlingResult result = handle(current);
      return current.end() ? HandlingResult.OVERDUE : result;
    } catch (SQLException | RuntimeException | Error e) {
      if (current.end()) {
        return HandlingResult.OVERDUE;
      }
      throw e;
    } finally {
      inFlight.remove(current);
    }
  }

  private HandlingResult handle(InFlight current) throws SQLException {
    inbox.prepare();
    HandlingResult result;
    try {
      result = transactions.inNew(timeout, transaction -> handleClaimed(current, transaction));
    } catch (SQLException | RuntimeException | Error e) {
      ClaimedEntry entry = current.entry();
      if (entry == null || current.isOverdue()) {
        throw e; // if overdue, the replacing worker records the failure
      }
      Thread.interrupted(); // an observer after the transaction may leave it; see publish
      failures.record(entry, e, current.elapsed(), current.span());
      return HandlingResult.FAILED;
    }
    current.count(telemetry);
    return result;
  }

  private HandlingResult handleClaimed(InFlight current, CurrentTransaction transaction)
      throws SQLException {
    Claim claim = inbox.claim();
    if (!(claim instanceof ClaimedEntry entry)) {
      return claim == Claim.None.LOST ? HandlingResult.LOST : HandlingResult.NOTHING;
    }
    Optional<InFlight> holder = holderOf(entry.paymentIntentId());
    if (holder.isPresent()) {
      // Or this entry would stay first in line and hide all others.
      boolean mayTakeLonger = holder.get().isOverdue() || holder.get().handles(entry);
      inbox.postpone(entry, mayTakeLonger ? STILL_RUNNING : ABOUT_TO_END);
      return HandlingResult.LOST;
    }
    Span span = span(entry);
    current.handle(entry, span);
    EntryStatus status =
        entry.superseded() ? EntryStatus.SUPERSEDED : span.run(() -> publish(entry));
    transaction.requireActive(); // or the entry would be ended outside of the transaction
    if (!inbox.end(entry, status)) {
      throw new IllegalStateException(
          "The entry was ended elsewhere in the meantime; this attempt is rolled back");
    }
    current.ends(status);
    return HandlingResult.DONE;
  }

  private Optional<InFlight> holderOf(String paymentIntentId) {
    return inFlight.stream().filter(other -> other.holds(paymentIntentId)).findFirst();
  }

  private Span span(ClaimedEntry entry) {
    Span span = telemetry.traces().handle(entry.traceContext());
    span.about(entry.paymentIntentId(), entry.eventType());
    span.entry(entry.id());
    return span;
  }

  private EntryStatus publish(ClaimedEntry entry) {
    try {
      boolean handled = publisher.publish(event(entry));
      return handled ? EntryStatus.HANDLED : EntryStatus.UNOBSERVED;
    } finally {
      // A handler may leave its thread interrupted. H2 would close the whole database.
      Thread.interrupted();
    }
  }

  private PaymentIntentEvent event(ClaimedEntry entry) {
    try {
      return reader.read(entry.body(), entry.source(), WebhookSecret.nameIn(entry.signedBy()));
    } catch (UnreadableEventException e) {
      throw new UnreadableEntryException(e);
    }
  }

  /**
   * Interrupts overdue attempts, in their handler or in the database. Does not use the database
   * itself, since that could hang as well.
   *
   * @return the interrupted attempts; their workers end, and each must be replaced by one that
   *     first calls {@link #recordOverdue} and goes on if that returns true
   */
  List<InFlight> interruptOverdue() {
    Duration max = timeout.plus(GRACE);
    return inFlight.stream()
        .filter(other -> other.elapsed().compareTo(max) > 0 && other.interruptOnce())
        .toList();
  }

  /** How many interrupted attempts still run. */
  long overdueCount() {
    return inFlight.stream().filter(InFlight::isOverdue).count();
  }

  /**
   * Records an interrupted attempt as failed if it had claimed an entry.
   *
   * @return false if that took too long as well, so that this thread has been replaced, too
   */
  boolean recordOverdue(InFlight overdue) {
    ClaimedEntry entry = overdue.entry();
    Duration elapsed = overdue.elapsed();
    if (entry == null) {
      LOG.log(
          WARNING,
          "{0}: a worker waited for the database for {1}; its thread was interrupted and replaced."
              + " If this happens again, set a socket timeout on the data source",
          LogCodes.HANDLING_HANGS,
          elapsed);
      return true;
    }
    InFlight current = new InFlight(nanoTime);
    inFlight.add(current); // the database can hang here, too
    try {
      LOG.log(
          WARNING,
          "%s: handling %s of payment intent %s (entry %s) is still running after %s; its thread was interrupted%s"
              .formatted(
                  LogCodes.HANDLING_HANGS,
                  entry.eventType(),
                  entry.paymentIntentId(),
                  entry.id(),
                  elapsed,
                  overdue.span().inLog()));
      failures.record(entry, new HandlerOverdueException(timeout), elapsed, overdue.span());
    } catch (SQLException | RuntimeException | Error e) { // the thread is needed
      LOG.log(
          WARNING,
          "%s: the attempt could not be recorded; the entry will be handled again: %s"
              .formatted(LogCodes.HANDLING_HANGS, e));
    } finally {
      inFlight.remove(current);
    }
    return !current.end();
  }
}
