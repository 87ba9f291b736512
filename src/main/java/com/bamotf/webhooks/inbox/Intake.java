package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.config.WebhookSecret;
import com.bamotf.webhooks.event.PaymentIntent;
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
   * @param signedBy the {@link WebhookSecret#id} of the secret that signed it; null if none did
   */
  public NewEntry read(byte[] body, Source source, @Nullable String signedBy) {
    String name = WebhookSecret.nameIn(signedBy);
    PaymentIntentEvent event;
    try {
      event = reader.read(body, source, name);
    } catch (UnreadableEventException e) {
      String key = DeduplicationKey.ofUnreadable(signedBy, body);
      return new NewEntry(key, null, e.getMessage(), source, signedBy, null, body);
    }
    String reason = quarantineReason(event.paymentIntent(), signedBy);
    String key =
        reason == null
            ? DeduplicationKey.of(event)
            : DeduplicationKey.ofQuarantined(signedBy, event);
    return new NewEntry(key, event, reason, source, signedBy, null, body);
  }

  private @Nullable String quarantineReason(PaymentIntent intent, @Nullable String signedBy) {
    String objection = signedBy == null ? null : objection(intent, signedBy);
    if (objection != null || settings.webhook().accepts(intent.mode())) {
      return objection;
    }
    return "This receiver does not accept mode \"%s\"; bamotf.webhook.modes allows %s"
        .formatted(intent.mode(), settings.webhook().modes());
  }

  /** The secret may have been moved to another setting since it signed, or replaced. */
  private @Nullable String objection(PaymentIntent intent, String signedBy) {
    for (WebhookSecret secret : settings.webhook().secrets()) {
      if (secret.had(signedBy)) {
        return secret.objection(intent.mode(), intent.accountId());
      }
    }
    return "It is signed with an earlier value of %s, which no setting has any more"
        .formatted(WebhookSecret.nameIn(signedBy));
  }
}
