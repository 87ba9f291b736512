package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.client.IntentList.Listed;
import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.Inbox;
import com.bamotf.webhooks.inbox.Inbox.Known;
import com.bamotf.webhooks.inbox.Intake;
import com.bamotf.webhooks.inbox.NewEntry;
import com.bamotf.webhooks.wire.EventReader;
import com.bamotf.webhooks.wire.UnreadableEventException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares payment intents with the inbox, batch by batch, and hands the missing events to a sink.
 * One for each run. Not thread-safe.
 */
final class GapFiller {

  /** A change more recent than this is left to its webhook, which also carries the transactions. */
  static final Duration RECENT = Duration.ofSeconds(15);

  private static final int MAX_BATCH = 500;
  private static final int MAX_BATCH_BYTES = 4 * 1024 * 1024;

  private static final int MAX_NAMED = 3;

  private final Inbox inbox;
  private final Intake intake;
  private final Settings settings;
  private final EventReader reader;
  private final Instant readAt;
  private final Instant windowStart;
  private final EarlierEvents earlier;
  private final GapSink sink;
  private final Map<String, Candidate> batch = new LinkedHashMap<>();
  private final List<String> unreadable = new ArrayList<>();
  private Instant completeSince = Instant.EPOCH;
  private int batchBytes;
  private long seen;
  private long gaps;
  private long skipped;
  private long deferred;
  private long refused;

  /**
   * @param readAt when bamotf returned the list, by its clock
   * @param windowStart payment intents created before this time are ignored
   * @param earlier events that are left alone
   * @param sink takes the missing events
   */
  GapFiller(
      Inbox inbox,
      Intake intake,
      Settings settings,
      EventReader reader,
      Instant readAt,
      Instant windowStart,
      EarlierEvents earlier,
      GapSink sink) {
    this.inbox = inbox;
    this.intake = intake;
    this.settings = settings;
    this.reader = reader;
    this.readAt = readAt;
    this.windowStart = windowStart;
    this.earlier = earlier;
    this.sink = sink;
  }

  RunCounts counts() {
    return new RunCounts(seen, gaps, sink.filled(), skipped, deferred, refused);
  }

  /**
   * Names the first payment intents that could not be read, and why, and any time that was noted by
   * a clock that was ahead; null if all is well.
   */
  @Nullable String problem() {
    List<String> problems = new ArrayList<>();
    if (!unreadable.isEmpty()) {
      problems.add(
          refused
              + " of the payment intents in bamotf's list cannot be read: "
              + String.join("; ", unreadable)
              + (refused > MAX_NAMED ? "; …" : ""));
    }
    Instant latest = readAt.plus(settings.webhook().tolerance());
    earlier
        .notedAfter(latest)
        .ifPresent(
            beginning ->
                problems.add(
                    "the database's clock was ahead at the first start, so reconciliation begins at %s and leaves alone all before. Set %s to the time of the first start"
                        .formatted(beginning, Setting.RECONCILE_SINCE.key())));
    if (completeSince.isAfter(latest)) {
      problems.add(
          "the database's clock was ahead when retention deleted events, so payment intents created before %s are left alone. Set complete_since of bamotf_inbox_retention to the time at which the clock was corrected"
              .formatted(completeSince));
    }
    return problems.isEmpty() ? null : String.join("; ", problems);
  }

  /**
   * Takes the next payment intent of the list.
   *
   * @return false if it, and so every later one, was created before the window, or before what
   *     retention has deleted
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
    if (created != null && (created.isBefore(windowStart) || created.isBefore(completeSince))) {
      return false;
    }
    seen++;
    if (!settings.webhook().accepts(intent.mode())) {
      skipped++;
      return true;
    }
    Candidate.of(listed, intent).ifPresent(this::put);
    return true;
  }

  boolean isFull() {
    return batch.size() >= MAX_BATCH || batchBytes >= MAX_BATCH_BYTES;
  }

  /**
   * Hands over the missing events of the batch, and begins a new batch.
   *
   * @throws SQLException if the inbox cannot be queried, or did not store a missing event
   */
  void flush() throws SQLException, InterruptedException {
    if (batch.isEmpty()) {
      return;
    }
    earlier.see(batch.values());
    Known known =
        inbox.known(batch.values().stream().map(Candidate::event).collect(Collectors.toSet()));
    batch.values().removeIf(candidate -> known.stored().contains(candidate.event()));
    completeSince = known.completeSince();
    batch.values().removeIf(this::isForgotten);
    batch.keySet().removeAll(earlier.among(batch));
    batch.values().removeIf(this::isRecent);
    sink.missing(batch);
    List<NewEntry> missing = new ArrayList<>();
    batch.values().forEach(candidate -> missing(candidate, missing));
    batch.clear();
    batchBytes = 0;
    sink.take(missing);
  }

  private void missing(Candidate candidate, List<NewEntry> missing) {
    byte[] body = MissedEvent.body(candidate.event().type(), readAt, candidate.listed().json());
    NewEntry entry = intake.read(body, Source.RECONCILED, null);
    String refusal =
        body.length > settings.webhook().maxBodySize() ? tooLarge() : entry.quarantineReason();
    if (refusal != null) {
      refuse(candidate.listed(), refusal);
      return;
    }
    gaps++;
    missing.add(entry);
  }

  private void put(Candidate candidate) {
    batch.put(candidate.event().paymentIntentId(), candidate);
    batchBytes += candidate.listed().json().length;
  }

  private void refuse(Listed listed, String why) {
    refused++;
    if (unreadable.size() < MAX_NAMED) {
      unreadable.add(listed + ": " + why);
    }
  }

  /**
   * Whether retention may have deleted it: it would look missing, and be handled again. bamotf's
   * clock may be ahead of the database's, by no more than a signature may be.
   */
  private boolean isForgotten(Candidate candidate) {
    Instant created = candidate.createdAt();
    return created != null && created.isBefore(completeSince.plus(settings.webhook().tolerance()));
  }

  private boolean isRecent(Candidate candidate) {
    Instant changed = candidate.changedAt();
    boolean recent = changed != null && changed.isAfter(readAt.minus(RECENT));
    deferred += recent ? 1 : 0;
    return recent;
  }

  private String tooLarge() {
    return "larger than the %s bytes that %s allows"
        .formatted(settings.webhook().maxBodySize(), Setting.WEBHOOK_MAX_BODY_SIZE.key());
  }
}
