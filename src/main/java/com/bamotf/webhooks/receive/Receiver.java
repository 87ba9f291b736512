package com.bamotf.webhooks.receive;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.event.UnknownPaymentIntentEvent;
import com.bamotf.webhooks.inbox.Inbox;
import com.bamotf.webhooks.inbox.Intake;
import com.bamotf.webhooks.inbox.NewEntry;
import com.bamotf.webhooks.inbox.StoreResult;
import com.bamotf.webhooks.server.LogThrottle;
import com.bamotf.webhooks.telemetry.Span;
import com.bamotf.webhooks.telemetry.Telemetry;
import com.bamotf.webhooks.telemetry.Telemetry.RequestOutcome;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Stores a verified body. Thread-safe. */
@Singleton
public class Receiver {

  private static final System.Logger LOG = System.getLogger(Receiver.class.getName());

  private final Intake intake;
  private final Inbox inbox;
  private final Telemetry telemetry;
  private final LogThrottle notStored = new LogThrottle();
  private final LogThrottle quarantined = new LogThrottle();

  @Inject
  Receiver(Intake intake, Inbox inbox, Telemetry telemetry) {
    this.intake = intake;
    this.inbox = inbox;
    this.telemetry = telemetry;
  }

  /** Says that it is stored only after the commit. Never completes exceptionally. */
  public CompletionStage<AcceptResult> receive(VerifiedBody body) {
    return receive(body, inbox::store);
  }

  /**
   * Like {@link #receive}, but never on the caller's thread, which it does not block. So a
   * transaction of the caller is not involved.
   */
  CompletionStage<AcceptResult> receiveAsync(VerifiedBody body) {
    return receive(body, inbox::enqueue);
  }

  private CompletionStage<AcceptResult> receive(
      VerifiedBody body, Function<NewEntry, CompletionStage<StoreResult>> way) {
    long begun = System.nanoTime();
    Span span = telemetry.traces().store(body.traceparent());
    NewEntry entry =
        intake.read(body.bytes(), Source.WEBHOOK, body.signedBy()).tracedBy(span.context());
    PaymentIntentEvent event = entry.event();
    if (event != null) {
      span.about(event.paymentIntent().id(), event.type());
    }
    return span.run(() -> way.apply(entry)).thenApply(result -> result(entry, result, begun, span));
  }

  private AcceptResult result(NewEntry entry, StoreResult result, long begun, Span span) {
    if (result instanceof StoreResult.Unavailable unavailable) {
      telemetry.request(RequestOutcome.UNAVAILABLE);
      span.fail("unavailable");
      notStored
          .pass()
          .ifPresent(
              suppressed ->
                  LOG.log(
                      WARNING,
                      "{0}: a webhook request was answered with 503: {1}{2}{3}",
                      LogCodes.NOT_STORED,
                      unavailable.reason(),
                      span.inLog(),
                      suppressed));
      return new AcceptResult.Unavailable(unavailable.reason());
    }
    telemetry.store(System.nanoTime() - begun);
    span.entry(((StoreResult.Kept) result).entryId());
    String quarantineReason = entry.quarantineReason();
    if (quarantineReason != null) {
      telemetry.request(RequestOutcome.QUARANTINED);
      span.end("quarantined");
      quarantined
          .pass()
          .ifPresent(
              suppressed ->
                  LOG.log(
                      WARNING,
                      "{0}: a signed delivery was quarantined: {1}{2}{3}",
                      LogCodes.QUARANTINED,
                      quarantineReason,
                      span.inLog(),
                      suppressed));
      return new AcceptResult.Quarantined(quarantineReason);
    }
    boolean known = !(entry.event() instanceof UnknownPaymentIntentEvent);
    if (result instanceof StoreResult.Stored) {
      telemetry.request(RequestOutcome.STORED);
      span.end("stored");
      return new AcceptResult.Stored(known);
    }
    telemetry.request(RequestOutcome.DUPLICATE);
    span.end("duplicate");
    return new AcceptResult.Duplicate(known);
  }
}
