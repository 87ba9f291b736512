package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.Source;
import org.jspecify.annotations.Nullable;

/**
 * A verified delivery that is to be stored.
 *
 * @param factKey what makes it the same as another delivery
 * @param event the event it tells, or null if it goes into quarantine
 * @param quarantineReason why it goes into quarantine, or null if it does not
 * @param source how it came
 * @param body the bytes as they were signed
 */
public record NewEntry(
    String factKey,
    @Nullable PaymentIntentEvent event,
    @Nullable String quarantineReason,
    Source source,
    @SuppressWarnings("ArrayRecordComponent") byte[] body) {

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
