package com.bamotf.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.event.EventType;
import com.bamotf.webhooks.event.Mode;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.wire.EventReader;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventPublisherTest {

  private final List<Object> fired = new ArrayList<>();
  private final List<String> logged = new ArrayList<>();
  private final Logger logger = Logger.getLogger(EventPublisher.class.getName());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          logged.add(java.text.MessageFormat.format(record.getMessage(), record.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(handler);
  }

  @Test
  void firesWithTheQualifiersOfTheEvent() {
    PaymentIntentEvent event = event("pi_1", "succeeded");
    assertThat(publisher(Set.of(observer())).publish(event)).isTrue();
    assertThat(fired)
        .containsExactly(
            new Mode.Literal("prod"), new EventType.Literal("payment_intent.succeeded"), event);
    assertThat(logged).isEmpty();
  }

  @Test
  void tellsOnceOfEachTypeThatNobodyHandles() {
    EventPublisher publisher = publisher(Set.of());
    assertThat(publisher.publish(event("pi_1", "succeeded"))).isFalse();
    publisher.publish(event("pi_2", "succeeded"));
    publisher.publish(event("pi_3", "processing"));
    assertThat(logged).hasSize(2);
    assertThat(logged.get(0))
        .contains(
            "BAMOTF403", "payment_intent.succeeded", "pi_1", "@Observes PaymentIntentSucceeded");
    assertThat(fired).as("fired all the same").hasSize(9);
  }

  @Test
  void looksForObserversOfEachModeAndOnce() {
    List<String> looks = new ArrayList<>();
    EventPublisher publisher =
        publisher(
            event -> {
              looks.add(event.paymentIntent().mode());
              return event.paymentIntent().mode().equals("prod") ? Set.of(observer()) : Set.of();
            });
    publisher.publish(event("pi_1", "succeeded"));
    publisher.publish(event("pi_2", "succeeded"));
    assertThat(looks).containsExactly("prod");
    assertThat(logged).isEmpty();
    publisher.publish(event("pi_3", "succeeded", "test"));
    assertThat(logged).singleElement().asString().contains("pi_3");
  }

  private static PaymentIntentEvent event(String intent, String event) {
    return event(intent, event, "prod");
  }

  private static PaymentIntentEvent event(String intent, String event, String mode) {
    return new EventReader()
        .read(
            Bodies.event(intent, event, "1", mode).getBytes(StandardCharsets.UTF_8),
            Source.TEST,
            null);
  }

  /** A publisher whose container does this when an event is fired. */
  @SuppressWarnings("unchecked")
  static EventPublisher firing(Callback fire) {
    Event<PaymentIntentEvent> events =
        (Event<PaymentIntentEvent>)
            stub(
                Event.class,
                (proxy, method, arguments) -> {
                  if (method.getName().equals("fire")) {
                    fire.run();
                  }
                  return method.getName().equals("select") ? proxy : null;
                });
    return new EventPublisher(
        events, (BeanManager) stub(BeanManager.class, (proxy, method, arguments) -> Set.of()));
  }

  interface Callback {
    void run() throws Exception;
  }

  private EventPublisher publisher(Set<ObserverMethod<?>> observers) {
    return publisher(event -> observers);
  }

  @SuppressWarnings("unchecked")
  private EventPublisher publisher(Function<PaymentIntentEvent, Set<ObserverMethod<?>>> observers) {
    Event<PaymentIntentEvent> events =
        (Event<PaymentIntentEvent>)
            stub(
                Event.class,
                (proxy, method, arguments) -> {
                  if (method.getName().equals("select")) {
                    fired.addAll(Arrays.asList((Object[]) arguments[arguments.length - 1]));
                    return proxy;
                  }
                  return fired.add(arguments[0]) ? null : null;
                });
    BeanManager beans =
        (BeanManager)
            stub(
                BeanManager.class,
                (proxy, method, arguments) -> observers.apply((PaymentIntentEvent) arguments[0]));
    return new EventPublisher(events, beans);
  }

  @Test
  void anObserverThatDoesNotHandleDoesNotCount() {
    EventPublisher publisher = publisher(Set.of(observer(TransactionPhase.AFTER_SUCCESS)));
    assertThat(publisher.publish(event("pi_1", "succeeded"))).isFalse();
    assertThat(fired).as("fired all the same").hasSize(3);
  }

  private static ObserverMethod<?> observer() {
    return observer(TransactionPhase.IN_PROGRESS);
  }

  private static ObserverMethod<?> observer(TransactionPhase phase) {
    return Observers.method(PaymentIntentEvent.class, false, Reception.ALWAYS, phase);
  }

  private static Object stub(Class<?> type, java.lang.reflect.InvocationHandler behaviour) {
    return Proxy.newProxyInstance(
        EventPublisherTest.class.getClassLoader(), new Class<?>[] {type}, behaviour);
  }
}
