package com.bamotf.webhooks.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.bamotf.webhooks.wire.Message;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** An event's Java type and its name on the wire never disagree. */
class EventRecordsTest {

  private static final Map<String, BiFunction<PaymentIntent, Delivery, PaymentIntentEvent>> KNOWN =
      Map.of(
          "payment_intent.succeeded", PaymentIntentSucceeded::new,
          "payment_intent.processing", PaymentIntentProcessing::new,
          "payment_intent.canceled", PaymentIntentCanceled::new,
          "payment_intent.pending", PaymentIntentPending::new);

  private final PaymentIntent intent = Message.bitcoin().intent();

  @Test
  void aKnownEventTakesItsOwnNameOnly() {
    KNOWN.forEach(
        (type, record) -> {
          assertThat(record.apply(intent, delivery(type)).type()).isEqualTo(type);
          for (String other :
              List.of("payment_intent.refunded", "", type.toUpperCase(Locale.ROOT))) {
            assertThatIllegalArgumentException()
                .isThrownBy(() -> record.apply(intent, delivery(other)))
                .withMessage("The delivery is of type " + other + "; it must be " + type);
          }
        });
  }

  @Test
  void anUnknownEventTakesEveryOtherName() {
    assertThat(new UnknownPaymentIntentEvent(intent, delivery("payment_intent.refunded")).type())
        .isEqualTo("payment_intent.refunded");
    for (String known : KNOWN.keySet()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new UnknownPaymentIntentEvent(intent, delivery(known)))
          .withMessageStartingWith(known + " has its own event record");
    }
  }

  private static Delivery delivery(String type) {
    return new Delivery(null, "1", null, type, Source.TEST, null, new RawBody(new byte[0]));
  }
}
