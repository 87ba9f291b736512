package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.server.InternalBean;
import com.bamotf.webhooks.wire.EventReader;
import com.bamotf.webhooks.wire.UnreadableEventException;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * Reads a verified body and decides whether it can be handled or goes into quarantine. Thread-safe.
 *
 * <p>The one door for every source: whatever is to be stored or requeued is read here.
 */
@InternalBean
public class Intake {

  private final Settings settings;
  private final EventReader reader = new EventReader();

  @Inject
  public Intake(Settings settings) {
    this.settings = settings;
  }

  /**
   * Reads a body. Never refuses one, since what is signed must not disappear.
   *
   * @param body the bytes as they were signed
   * @return what to store
   */
  public NewEntry read(byte[] body, Source source) {
    PaymentIntentEvent event;
    try {
      event = reader.read(body, source);
    } catch (UnreadableEventException e) {
      return new NewEntry(FactKey.ofUnreadable(body), null, e.getMessage(), source, body);
    }
    return new NewEntry(FactKey.of(event), event, refusal(event), source, body);
  }

  private @Nullable String refusal(PaymentIntentEvent event) {
    String mode = event.paymentIntent().mode();
    return settings.webhook().takes(mode)
        ? null
        : "Mode \"%s\" is not taken by this receiver; bamotf.webhook.modes allows %s"
            .formatted(mode, settings.webhook().modes());
  }
}
