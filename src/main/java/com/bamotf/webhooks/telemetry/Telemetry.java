package com.bamotf.webhooks.telemetry;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/**
 * What this server has done since the application started. The other packages report here, each
 * fact at one place. No label's value comes from input. Thread-safe; a report takes no lock.
 */
@Singleton
public class Telemetry implements TelemetryMXBean {

  /** How a webhook request ended. */
  public enum RequestOutcome {
    STORED,
    DUPLICATE,
    QUARANTINED,
    /** The signature was refused, or the body did not arrive. */
    REJECTED,
    TOO_LARGE,
    /** It could not be stored, or too many bodies were arriving. */
    UNAVAILABLE
  }

  /** Why a signature was refused. */
  public enum RejectionReason {
    MISSING,
    MALFORMED,
    TOO_OLD,
    TOO_NEW,
    MISMATCH
  }

  /** How an attempt to handle an event ended. */
  public enum EventOutcome {
    HANDLED,
    SUPERSEDED,
    /** It will be tried again. */
    FAILED,
    ABANDONED
  }

  /** How a reconciliation ended. */
  public enum ReconcileOutcome {
    COMPLETE,
    FAILED,
    /** The application stopped. */
    STOPPED
  }

  /** The attempts to handle one kind of event. */
  private static final class Attempts {
    private final Counters<EventOutcome> outcomes = new Counters<>(EventOutcome.class);
    private final Histogram durations = new Histogram();
  }

  private final Counters<RequestOutcome> requests = new Counters<>(RequestOutcome.class);
  private final Counters<RejectionReason> rejections = new Counters<>(RejectionReason.class);
  private final Histogram stores = new Histogram();

  /**
   * By the label {@code event}. All unknown events share one, since their names come from input.
   */
  private final Map<String, Attempts> events = new LinkedHashMap<>();

  private final Attempts otherEvents = new Attempts();
  private final Histogram delays = new Histogram();
  private final Counters<ReconcileOutcome> runs = new Counters<>(ReconcileOutcome.class);
  private final LongAdder gaps = new LongAdder();
  private final Traces traces = new Traces();
  private volatile IntSupplier held = () -> 0;

  /** Everything is zero. */
  public Telemetry() {
    for (String event : List.of("pending", "processing", "succeeded", "canceled")) {
      events.put("payment_intent." + event, new Attempts());
    }
    events.put("other", otherEvents);
  }

  /** The spans of this application. */
  public Traces traces() {
    return traces;
  }

  /** A webhook request has ended. */
  public void request(RequestOutcome outcome) {
    requests.increment(outcome);
  }

  /** A signature was refused. */
  public void rejection(RejectionReason reason) {
    rejections.increment(reason);
  }

  /** A delivery was committed, this long after its signature was verified. */
  public void store(long nanos) {
    stores.observe(nanos);
  }

  /** Where the number of held requests comes from. */
  public void held(IntSupplier source) {
    held = source;
  }

  /**
   * An attempt to handle an event has ended.
   *
   * @param duration from the claim to the commit or the failure
   */
  public void event(String type, EventOutcome outcome, Duration duration) {
    Attempts attempts = events.getOrDefault(type, otherEvents);
    attempts.outcomes.increment(outcome);
    attempts.durations.observe(duration.toNanos());
  }

  /** An event was handled, this long after it was received. */
  public void delay(Duration delay) {
    delays.observe(delay.toNanos());
  }

  /**
   * A reconciliation has ended.
   *
   * @param found events that it found missing
   */
  public void reconciliation(ReconcileOutcome outcome, long found) {
    runs.increment(outcome);
    gaps.add(found);
  }

  @Override
  public Map<String, Long> getWebhookRequests() {
    return requests.values();
  }

  @Override
  public Map<String, Long> getWebhookRejections() {
    return rejections.values();
  }

  @Override
  public long getWebhookStores() {
    return stores.count();
  }

  @Override
  public double getWebhookStoreSeconds() {
    return stores.seconds();
  }

  @Override
  public int getWebhookHeld() {
    return held.getAsInt();
  }

  @Override
  public Map<String, Map<String, Long>> getEventsHandled() {
    Map<String, Map<String, Long>> byEvent = new TreeMap<>();
    events.forEach((event, attempts) -> byEvent.put(event, attempts.outcomes.values()));
    return byEvent;
  }

  @Override
  public Map<String, Double> getEventsHandlingSeconds() {
    Map<String, Double> byEvent = new TreeMap<>();
    events.forEach((event, attempts) -> byEvent.put(event, attempts.durations.seconds()));
    return byEvent;
  }

  @Override
  public long getEventsDelayed() {
    return delays.count();
  }

  @Override
  public double getEventsDelaySeconds() {
    return delays.seconds();
  }

  @Override
  public Map<String, Long> getReconcileRuns() {
    return runs.values();
  }

  @Override
  public long getReconcileGaps() {
    return gaps.sum();
  }

  /** By name and event; the event is empty where there is no such label. */
  Map<String, Map<String, Histogram>> histograms() {
    Map<String, Histogram> handlings = new TreeMap<>();
    events.forEach((event, attempts) -> handlings.put(event, attempts.durations));
    return Map.of(
        "bamotf_webhook_store_seconds", Map.of("", stores),
        "bamotf_events_handling_seconds", handlings,
        "bamotf_events_delay_seconds", Map.of("", delays));
  }

  /** Writes all of it. */
  public void write(OpenMetrics text) {
    String requested = "bamotf_webhook_requests";
    text.metric(requested, "counter", "Webhook requests by how they ended");
    counts(text, requested, "", "outcome", getWebhookRequests());
    String rejected = "bamotf_webhook_rejections";
    text.metric(rejected, "counter", "Requests whose signature was refused, by the reason");
    counts(text, rejected, "", "reason", getWebhookRejections());
    String store = "bamotf_webhook_store_seconds";
    text.metric(store, "histogram", "From a verified signature to the commit of the event");
    stores.write(text, store, "");
    text.metric(
        "bamotf_webhook_held", "gauge", "Requests held on this server while the database is away");
    text.sample("bamotf_webhook_held", "", getWebhookHeld());
    String handled = "bamotf_events_handled";
    text.metric(handled, "counter", "Attempts to handle an event by how they ended");
    getEventsHandled()
        .forEach((event, counts) -> counts(text, handled, event(event), "outcome", counts));
    String handling = "bamotf_events_handling_seconds";
    text.metric(handling, "histogram", "How long attempts took, from the claim to their end");
    events.forEach((event, attempts) -> attempts.durations.write(text, handling, event(event)));
    String delay = "bamotf_events_delay_seconds";
    text.metric(delay, "histogram", "From the receipt of an event to the commit of its handling");
    delays.write(text, delay, "");
    String reconciled = "bamotf_reconcile_runs";
    text.metric(reconciled, "counter", "Reconciliations by this server, by how they ended");
    counts(text, reconciled, "", "outcome", getReconcileRuns());
    text.metric("bamotf_reconcile_gaps", "counter", "Events that reconciliation found missing");
    text.sample("bamotf_reconcile_gaps_total", "", getReconcileGaps());
  }

  private static String event(String label) {
    return "event=\"" + label + "\"";
  }

  private static void counts(
      OpenMetrics text, String name, String labels, String label, Map<String, Long> counts) {
    String before = labels.isEmpty() ? label : labels + "," + label;
    counts.forEach(
        (value, count) ->
            text.sample(name + "_total", before + "=\"" + value + "\"", count.longValue()));
  }
}
