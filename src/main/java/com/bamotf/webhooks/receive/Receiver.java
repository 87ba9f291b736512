package com.bamotf.webhooks.receive;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.event.UnknownPaymentIntentEvent;
import com.bamotf.webhooks.inbox.Inbox;
import com.bamotf.webhooks.inbox.Intake;
import com.bamotf.webhooks.inbox.NewEntry;
import com.bamotf.webhooks.inbox.StoreResult;
import com.bamotf.webhooks.server.LogThrottle;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;

/** Stores a verified body. Thread-safe. */
@Singleton
public class Receiver {

  private static final System.Logger LOG = System.getLogger(Receiver.class.getName());

  private final Intake intake;
  private final Inbox inbox;
  private final LogThrottle throttle = new LogThrottle();

  @Inject
  Receiver(Intake intake, Inbox inbox) {
    this.intake = intake;
    this.inbox = inbox;
  }

  /** Says that it is stored only after the commit. Never completes exceptionally. */
  public CompletionStage<AcceptResult> receive(VerifiedBody body) {
    NewEntry entry = read(body);
    return inbox.store(entry).thenApply(result -> result(entry, result));
  }

  /**
   * Like {@link #receive}, but never on the caller's thread, which it does not block. So a
   * transaction of the caller is not involved.
   */
  CompletionStage<AcceptResult> receiveAsync(VerifiedBody body) {
    NewEntry entry = read(body);
    return inbox.enqueue(entry).thenApply(result -> result(entry, result));
  }

  private NewEntry read(VerifiedBody body) {
    return intake.read(body.bytes(), Source.WEBHOOK, body.signedBy());
  }

  private AcceptResult result(NewEntry entry, StoreResult result) {
    if (result instanceof StoreResult.Unavailable unavailable) {
      throttle
          .pass()
          .ifPresent(
              suppressed ->
                  LOG.log(
                      WARNING,
                      "{0}: a webhook request was answered with 503: {1}",
                      LogCodes.NOT_STORED,
                      unavailable.reason()));
      return new AcceptResult.Unavailable(unavailable.reason());
    }
    String quarantineReason = entry.quarantineReason();
    if (quarantineReason != null) {
      LOG.log(
          WARNING,
          "{0}: a signed delivery was quarantined: {1}",
          LogCodes.QUARANTINED,
          quarantineReason);
      return new AcceptResult.Quarantined(quarantineReason);
    }
    boolean known = !(entry.event() instanceof UnknownPaymentIntentEvent);
    return result == StoreResult.Kept.STORED
        ? new AcceptResult.Stored(known)
        : new AcceptResult.Duplicate(known);
  }
}
