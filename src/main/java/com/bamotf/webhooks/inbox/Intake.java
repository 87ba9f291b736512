package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.wire.EventReader;
import com.bamotf.webhooks.wire.UnreadableEventException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Reads a verified body and decides whether it can be handled or is quarantined. Every entry passes
 * through here, whatever its source, and again when it is requeued from quarantine. Thread-safe.
 */
@Singleton
public class Intake {

  private final Settings settings;
  private final EventReader reader = new EventReader();

  @Inject
  public Intake(Settings settings) {
    this.settings = settings;
  }

  /**
   * Never rejects a body, because nothing that is signed may be lost.
   *
   * @param body the bytes as they were signed
   */
  public NewEntry read(byte[] body, Source source) {
    PaymentIntentEvent event;
    try {
      event = reader.read(body, source);
    } catch (UnreadableEventException e) {
      return new NewEntry(DeduplicationKey.ofUnreadable(body), null, e.getMessage(), source, body);
    }
    return new NewEntry(DeduplicationKey.of(event), event, quarantineReason(event), source, body);
  }

  private @Nullable String quarantineReason(PaymentIntentEvent event) {
    String mode = event.paymentIntent().mode();
    return settings.webhook().accepts(mode)
        ? null
        : "This receiver does not accept mode \"%s\"; bamotf.webhook.modes allows %s"
            .formatted(mode, settings.webhook().modes());
  }
}
