package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.client.IntentList.Listed;
import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.Inbox;
import com.bamotf.webhooks.inbox.Intake;
import com.bamotf.webhooks.inbox.NewEntry;
import com.bamotf.webhooks.inbox.StoreResult;
import com.bamotf.webhooks.wire.EventReader;
import com.bamotf.webhooks.wire.UnreadableEventException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares payment intents with the inbox, batch by batch, and stores what it does not have. Used
 * by one run. Not thread-safe.
 */
final class GapFiller {

  /**
   * A change as young as this has most likely a webhook under way, which knows the transactions.
   */
  static final Duration YOUNG = Duration.ofSeconds(15);

  private static final int LARGEST_BATCH = 500;
  private static final int LARGEST_BATCH_BYTES = 4 * 1024 * 1024;

  /** Few enough to leave places for webhooks. */
  private static final int STORED_AT_ONCE = 64;

  private static final int NAMED = 3;

  /** The inbox did not take an event. */
  static final class NotStoredException extends Exception {
    private static final long serialVersionUID = 1L;

    NotStoredException(String reason) {
      super("the inbox did not take a missing event: " + reason);
    }
  }

  private record Candidate(Listed listed, String event, boolean young) {}

  private final Inbox inbox;
  private final Intake intake;
  private final Settings settings;
  private final EventReader reader;
  private final Instant readAt;
  private final Map<String, Candidate> batch = new LinkedHashMap<>();
  private final List<String> unreadable = new ArrayList<>();
  private int batchBytes;
  private RunCounts counts = RunCounts.NONE;

  /**
   * @param readAt when bamotf gave the list, by its clock
   */
  GapFiller(Inbox inbox, Intake intake, Settings settings, EventReader reader, Instant readAt) {
    this.inbox = inbox;
    this.intake = intake;
    this.settings = settings;
    this.reader = reader;
    this.readAt = readAt;
  }

  RunCounts counts() {
    return counts;
  }

  /** Names the first payment intents that could not be read, and why; null if all could. */
  @Nullable String problem() {
    if (unreadable.isEmpty()) {
      return null;
    }
    return counts.unreadable()
        + " payment intents of bamotf's list cannot be taken: "
        + String.join("; ", unreadable)
        + (counts.unreadable() > NAMED ? "; …" : "");
  }

  /**
   * Takes the next one of the list.
   *
   * @return false if it and all behind it are too old to be looked at
   */
  boolean add(Listed listed) {
    if (listed.tooLarge()) {
      refuse(listed, tooLarge());
      return true;
    }
    PaymentIntent intent;
    try {
      intent = reader.readPaymentIntent(listed.json());
    } catch (UnreadableEventException e) {
      refuse(listed, String.valueOf(e.getMessage()));
      return true;
    }
    Instant created = intent.createdAt();
    if (created != null && created.isBefore(readAt.minus(settings.reconcile().window()))) {
      return false;
    }
    counts = counts.plus(new RunCounts(1, 0, 0, 0, 0, 0));
    if (!settings.webhook().takes(intent.mode())) {
      counts = counts.plus(new RunCounts(0, 0, 0, 1, 0, 0));
      return true;
    }
    Instant changed = Objects.requireNonNullElse(intent.updatedAt(), created);
    MissedEvent.nameOf(intent)
        .filter(event -> !countsAsKnown(changed))
        .ifPresent(event -> put(intent.id(), new Candidate(listed, event, isYoung(changed))));
    return true;
  }

  boolean isFull() {
    return batch.size() >= LARGEST_BATCH || batchBytes >= LARGEST_BATCH_BYTES;
  }

  /**
   * Stores what of the batch is missing, and begins a new one.
   *
   * @throws SQLException if the inbox cannot be asked
   */
  void flush() throws SQLException, NotStoredException, InterruptedException {
    if (batch.isEmpty()) {
      return;
    }
    Set<String> known =
        inbox.known(
            batch.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().event())));
    List<NewEntry> missing = new ArrayList<>();
    for (Map.Entry<String, Candidate> each : batch.entrySet()) {
      if (!known.contains(each.getKey())) {
        missing(each.getValue(), missing);
      }
    }
    batch.clear();
    batchBytes = 0;
    for (int i = 0; i < missing.size(); i += STORED_AT_ONCE) {
      store(missing.subList(i, Math.min(missing.size(), i + STORED_AT_ONCE)));
    }
  }

  private void missing(Candidate candidate, List<NewEntry> missing) {
    if (candidate.young()) {
      counts = counts.plus(new RunCounts(0, 0, 0, 0, 1, 0));
      return;
    }
    byte[] body = MissedEvent.body(candidate.event(), readAt, candidate.listed().json());
    NewEntry entry = intake.read(body, Source.RECONCILED);
    String refusal =
        body.length > settings.webhook().maxBodySize() ? tooLarge() : entry.quarantineReason();
    if (refusal != null) {
      refuse(candidate.listed(), refusal);
      return;
    }
    counts = counts.plus(new RunCounts(0, 1, 0, 0, 0, 0));
    missing.add(entry);
  }

  private void store(List<NewEntry> entries) throws NotStoredException, InterruptedException {
    List<CompletableFuture<StoreResult>> results =
        entries.stream().map(entry -> inbox.storeInBatch(entry).toCompletableFuture()).toList();
    NotStoredException failure = null;
    for (CompletableFuture<StoreResult> each : results) {
      StoreResult result = await(each);
      if (result == StoreResult.Kept.STORED) {
        counts = counts.plus(new RunCounts(0, 0, 1, 0, 0, 0));
      } else if (result instanceof StoreResult.Unavailable unavailable) {
        failure = new NotStoredException(unavailable.reason());
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static StoreResult await(CompletableFuture<StoreResult> result)
      throws InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The inbox promises that no result fails", e);
    }
  }

  private void put(String id, Candidate candidate) {
    batch.put(id, candidate);
    batchBytes += candidate.listed().json().length;
  }

  private void refuse(Listed listed, String why) {
    counts = counts.plus(new RunCounts(0, 0, 0, 0, 0, 1));
    if (unreadable.size() < NAMED) {
      unreadable.add(listed + ": " + why);
    }
  }

  private boolean countsAsKnown(@Nullable Instant changed) {
    return changed != null
        && settings.reconcile().since().filter(since -> changed.isBefore(since)).isPresent();
  }

  private boolean isYoung(@Nullable Instant changed) {
    return changed != null && changed.isAfter(readAt.minus(YOUNG));
  }

  private String tooLarge() {
    return "larger than the %d bytes that %s allows for an event"
        .formatted(settings.webhook().maxBodySize(), Setting.WEBHOOK_MAX_BODY_SIZE.key());
  }
}
