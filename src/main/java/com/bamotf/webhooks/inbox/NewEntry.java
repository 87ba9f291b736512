package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.PaymentIntentProcessing;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import com.bamotf.webhooks.event.Source;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A verified delivery to be stored.
 *
 * @param deduplicationKey equal for deliveries of the same event; see {@link DeduplicationKey}
 * @param event null if the body is unreadable
 * @param quarantineReason null if the event can be handled
 * @param signedBy the id of the secret that signed it; null if none did
 * @param traceContext of the span that stores it; null without one
 * @param body the bytes as they were signed
 */
public record NewEntry(
    String deduplicationKey,
    @Nullable PaymentIntentEvent event,
    @Nullable String quarantineReason,
    Source source,
    @Nullable String signedBy,
    @Nullable String traceContext,
    @SuppressWarnings("ArrayRecordComponent") byte[] body) {

  /** What bamotf sends. May grow but not shrink, because stored entries keep what they are. */
  private static final Set<String> USUAL_EVENTS =
      Set.of(PaymentIntentProcessing.TYPE, PaymentIntentSucceeded.TYPE);

  /** Whether entries with these values are rare; PostgreSQL has an index on those. Null is any. */
  public static boolean isRare(
      @Nullable Source source, @Nullable String mode, @Nullable String event) {
    return (source != null && source != Source.WEBHOOK)
        || (mode != null && !mode.equals("prod"))
        || (event != null && !USUAL_EVENTS.contains(event));
  }

  /** True for an unreadable one, which may turn out to be anything. */
  boolean rare() {
    return event == null || isRare(source, mode(), eventType());
  }

  /** The same, stored as a part of this trace. */
  public NewEntry tracedBy(@Nullable String newTraceContext) {
    return new NewEntry(
        deduplicationKey, event, quarantineReason, source, signedBy, newTraceContext, body);
  }

  EntryStatus status() {
    return quarantineReason == null ? EntryStatus.PENDING : EntryStatus.QUARANTINED;
  }

  @Nullable String paymentIntentId() {
    return event == null ? null : event.paymentIntent().id();
  }

  @Nullable String eventType() {
    return event == null ? null : event.type();
  }

  @Nullable String mode() {
    return event == null ? null : event.paymentIntent().mode();
  }
}
