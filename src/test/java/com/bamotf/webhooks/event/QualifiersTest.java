package com.bamotf.webhooks.event;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Qualifier;
import java.lang.annotation.Annotation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The container compares an observer's annotations with the literals of the dispatcher. */
class QualifiersTest {

  @Test
  void literalsEqualTheAnnotationsOfAnObserver() throws NoSuchMethodException {
    Annotation[] declared =
        QualifiersTest.class.getDeclaredMethod("observer", UnknownPaymentIntentEvent.class)
            .getParameterAnnotations()[0];
    assertThat(List.of(declared))
        .containsExactly(new Mode.Literal("prod"), new EventType.Literal("payment_intent.refunded"))
        .isNotEqualTo(List.of(new Mode.Literal("test"), new EventType.Literal("other")));
    assertThat(new Mode.Literal("prod"))
        .isEqualTo(declared[0])
        .hasSameHashCodeAs(declared[0])
        .isNotEqualTo(new Mode.Literal("test"));
    assertThat(new EventType.Literal("payment_intent.refunded"))
        .isEqualTo(declared[1])
        .hasSameHashCodeAs(declared[1])
        .isNotEqualTo(new EventType.Literal("other"));
  }

  @Test
  void theyAreQualifiers() {
    assertThat(Mode.class).hasAnnotation(Qualifier.class);
    assertThat(EventType.class).hasAnnotation(Qualifier.class);
  }

  @SuppressWarnings("unused")
  private static void observer(
      @Mode("prod") @EventType("payment_intent.refunded") UnknownPaymentIntentEvent event) {}
}
