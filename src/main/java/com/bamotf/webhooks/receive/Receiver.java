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

/** Stores a verified body and chooses the answer. Thread-safe. */
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

  /** Answers success only after the commit. Never completes exceptionally. */
  public CompletionStage<Answer> receive(VerifiedBody body) {
    NewEntry entry = read(body);
    return inbox.store(entry).thenApply(result -> answer(entry, result));
  }

  /** Like {@link #receive}, but never blocks the caller's thread. */
  CompletionStage<Answer> receiveAsync(VerifiedBody body) {
    NewEntry entry = read(body);
    return inbox.enqueue(entry).thenApply(result -> answer(entry, result));
  }

  private NewEntry read(VerifiedBody body) {
    return intake.read(body.bytes(), Source.WEBHOOK, body.signedBy());
  }

  private Answer answer(NewEntry entry, StoreResult result) {
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
      return Answer.NOT_STORED;
    }
    String quarantineReason = entry.quarantineReason();
    if (quarantineReason != null) {
      LOG.log(
          WARNING,
          "{0}: a signed delivery was quarantined: {1}",
          LogCodes.QUARANTINED,
          quarantineReason);
      return Answer.failure(400, quarantineReason);
    }
    return entry.event() instanceof UnknownPaymentIntentEvent
        ? Answer.UNKNOWN_EVENT
        : Answer.SUCCESS;
  }
}
