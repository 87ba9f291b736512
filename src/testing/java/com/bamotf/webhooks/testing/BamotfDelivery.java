package com.bamotf.webhooks.testing;

import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.inbox.admin.StoredEntry;
import com.bamotf.webhooks.receive.AcceptResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An event that was delivered, and what has become of it by now. Each assertion returns this, or
 * throws an {@link AssertionError} that tells the status, the answers, the attempts with their
 * errors, and which observers ran.
 */
public final class BamotfDelivery {

  private static final long MAX_WAIT_SECONDS = 30;

  private final TestEvent<?> event;
  private final TestInbox inbox;
  private final ObserverCalls calls;
  private final int callsBefore;
  private final Map<Long, Integer> deliveriesBefore = new HashMap<>();
  private final List<String> answers = new ArrayList<>();
  private @Nullable CompletableFuture<AcceptResult> pendingAnswer;
  private @Nullable String refusal;
  private @Nullable Long entryId;
  private boolean isNew;

  BamotfDelivery(TestEvent<?> event, TestInbox inbox, ObserverCalls calls) {
    this.event = event;
    this.inbox = inbox;
    this.calls = calls;
    this.callsBefore = calls.size();
    inbox.ifPresent(
        () ->
            inbox
                .entries(event)
                .forEach(entry -> deliveriesBefore.put(entry.id(), entry.deliveries())));
  }

  TestEvent<?> event() {
    return event;
  }

  void answered(AcceptResult answer) {
    answered(answer.status() + " " + answer.json());
  }

  void answered(String answer) {
    answers.add(answer);
  }

  void refused(String reason) {
    refusal = reason;
  }

  BamotfDelivery heldFor(CompletableFuture<AcceptResult> answer) {
    pendingAnswer = answer;
    return this;
  }

  void awaitAnswer() {
    CompletableFuture<AcceptResult> pending = pendingAnswer;
    if (pending != null) {
      pendingAnswer = null;
      try {
        answered(pending.get(MAX_WAIT_SECONDS, TimeUnit.SECONDS));
      } catch (InterruptedException | ExecutionException | TimeoutException e) {
        throw new AssertionError("The delivery was held and not stored: " + e, e);
      }
    }
  }

  /** Finds the entry that this delivery made or counted in. */
  void findEntry() {
    for (StoredEntry entry : inbox.entries(event)) {
      Integer before = deliveriesBefore.get(entry.id());
      if (before == null || before != entry.deliveries()) {
        entryId = entry.id();
        isNew = before == null;
        return;
      }
    }
  }

  @Nullable StoredEntry entry() {
    Long id = entryId;
    return id == null
        ? null
        : inbox.entries(event).stream().filter(e -> e.id() == id).findFirst().orElse(null);
  }

  StoredEntry requireEntry() {
    StoredEntry entry = entry();
    if (entry == null) {
      throw failure("to be stored");
    }
    return entry;
  }

  /** What the application answered to each attempt, such as {@code 200 {"success":true}}. */
  public List<String> answers() {
    return List.copyOf(answers);
  }

  /** The observers that were called since this delivery, in order, such as {@code Orders.paid}. */
  public List<String> observers() {
    return observerCalls().stream().map(ObserverCalls.Call::observer).toList();
  }

  private List<ObserverCalls.Call> observerCalls() {
    return calls.since(callsBefore, event.paymentIntentId(), event.type());
  }

  /** An observer handled it, and its work is committed. */
  public BamotfDelivery assertHandled() {
    return requireNew(EntryStatus.HANDLED)
        .require(
            observerCalls().stream().anyMatch(call -> call.failure() == null),
            "an observer to have run");
  }

  /** It was stored before, so that nothing happened but a success answer. */
  public BamotfDelivery assertDuplicate() {
    return require(entryId != null && !isNew, "to be a duplicate")
        .require(observerCalls().isEmpty(), "no observer to run for a duplicate");
  }

  /** A later event of its payment was handled before, so that it is kept and not fired. */
  public BamotfDelivery assertSuperseded() {
    return requireNew(EntryStatus.SUPERSEDED)
        .require(observerCalls().isEmpty(), "no observer to run for what is superseded");
  }

  /** It failed and will be retried. */
  public BamotfDelivery assertFailed() {
    StoredEntry entry = requireNew(EntryStatus.PENDING).requireEntry();
    return require(entry.attempts() > 0, "to have failed");
  }

  /** It failed so many times and will be retried. */
  public BamotfDelivery assertFailed(int attempts) {
    return assertFailed()
        .require(
            requireEntry().attempts() == attempts, "to have failed %s times".formatted(attempts));
  }

  /** It is given up: no attempts are left, or the handler asked never to retry. */
  public BamotfDelivery assertAbandoned() {
    return requireNew(EntryStatus.ABANDONED);
  }

  /** No observer is there for it. */
  public BamotfDelivery assertUnobserved() {
    return requireNew(EntryStatus.UNOBSERVED);
  }

  /** It is signed, but of a mode that is not accepted, or unreadable. */
  public BamotfDelivery assertQuarantined() {
    return requireNew(EntryStatus.QUARANTINED);
  }

  /** Its signature was refused, so that nothing was stored. */
  public BamotfDelivery assertRefused() {
    return require(refusal != null && entryId == null, "its signature to be refused");
  }

  /** The database is away, so that it waits for its answer. */
  public BamotfDelivery assertHeld() {
    return require(pendingAnswer != null, "to be held");
  }

  private BamotfDelivery requireNew(EntryStatus status) {
    StoredEntry entry = requireEntry();
    return require(entry.status() == status, "to be " + status)
        .require(isNew, "to be " + status + ", not a duplicate");
  }

  private BamotfDelivery require(boolean holds, String expected) {
    if (!holds) {
      throw failure(expected);
    }
    return this;
  }

  AssertionError failure(String expected) {
    return new AssertionError(
        DeliveryReport.of(
            "Expected " + event + ' ' + expected,
            inbox,
            pendingAnswer == null ? entry() : null,
            isNew,
            refusal,
            answers,
            observerCalls()));
  }

  @Override
  public String toString() {
    return failure("…").getMessage();
  }
}
