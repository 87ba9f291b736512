package com.bamotf.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.wire.EventReader;
import jakarta.ejb.Asynchronous;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.configurator.ObserverMethodConfigurator;
import jakarta.enterprise.inject.spi.configurator.ObserverMethodConfigurator.EventConsumer;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class HandlerDiscoveryTest {

  private final List<Throwable> problems = new ArrayList<>();

  @Test
  void refusesAServerThatMayHaveOverlookedTheHandlers() {
    new HandlerDiscovery(false).validate(validation());
    assertThat(problems)
        .singleElement()
        .asString()
        .contains("no bean observes")
        .contains("Enterprise Beans")
        .contains("standalone.xml");
  }

  @Test
  void takesAServerWithoutEnterpriseBeansIfAnotherBeanHandles() {
    HandlerDiscovery discovery = new HandlerDiscovery(false);
    discovery.found(
        process(Observers.annotated(Plain.class, "paid"), TransactionPhase.IN_PROGRESS));
    discovery.validate(validation());
    assertThat(problems).isEmpty();
    assertThat(discovery.foundAny()).isTrue();
  }

  @Test
  void letsAnApplicationWithoutHandlersStart() {
    HandlerDiscovery discovery = new HandlerDiscovery(true);
    discovery.validate(validation());
    assertThat(problems).isEmpty();
    assertThat(discovery.foundAny()).isFalse();
  }

  @Test
  void seesThatEnterpriseBeansAreThere() {
    new HandlerDiscovery().validate(validation());
    assertThat(problems).isEmpty();
  }

  @Test
  void refusesAnObserverThatWouldLoseEventsAndNamesIt() {
    HandlerDiscovery discovery = new HandlerDiscovery(true);
    discovery.found(
        process(Observers.annotated(Plain.class, "later"), TransactionPhase.IN_PROGRESS));
    discovery.validate(validation());
    assertThat(problems)
        .singleElement()
        .asString()
        .contains("cannot start", "Observers.later", "Asynchronous");
  }

  @Test
  void logsWhatAnObserverAfterTheTransactionThrowsAndPassesItOn() {
    List<LogRecord> logged = new ArrayList<>();
    Logger logger = Logger.getLogger(HandlerDiscovery.class.getName());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            logged.add(record);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    try {
      new HandlerDiscovery(true)
          .found(process(Observers.annotated(Plain.class, "paid"), TransactionPhase.AFTER_SUCCESS));
      assertThatThrownBy(() -> wrapped.get().accept(context())).hasMessage("no mail");
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(logged)
        .singleElement()
        .extracting(LogRecord::getMessage)
        .asString()
        .contains("BAMOTF409", "pi_1", "AFTER_SUCCESS");
  }

  /** As a container does if a handler has lost the transaction. */
  @Test
  void doesNotCallAnObserverAfterSuccessWhileTheEventIsStillFired() {
    new HandlerDiscovery(true)
        .found(process(Observers.annotated(Plain.class, "paid"), TransactionPhase.AFTER_SUCCESS));
    List<Object> called = new ArrayList<>();
    EventPublisher publisher =
        EventPublisherTest.firing(
            () -> {
              wrapped.get().accept(context());
              called.add("not thrown");
            });
    publisher.publish(context().getEvent());
    assertThat(called).hasSize(1);
    assertThatThrownBy(() -> wrapped.get().accept(context())).hasMessage("no mail");
  }

  private final AtomicReference<EventConsumer<PaymentIntentEvent>> wrapped =
      new AtomicReference<>();

  @SuppressWarnings("unchecked")
  private static EventContext<PaymentIntentEvent> context() {
    PaymentIntentEvent event =
        new EventReader()
            .read(
                Bodies.event("pi_1", "succeeded").getBytes(StandardCharsets.UTF_8),
                Source.TEST,
                null);
    return (EventContext<PaymentIntentEvent>)
        Observers.stub(EventContext.class, "getEvent", event, null);
  }

  private ProcessObserverMethod<PaymentIntentEvent, ?> process(
      AnnotatedMethod<?> source, TransactionPhase phase) {
    ObserverMethod<PaymentIntentEvent> method =
        Observers.method(
            PaymentIntentEvent.class,
            false,
            Reception.ALWAYS,
            phase,
            context -> {
              throw new IllegalStateException("no mail");
            });
    return Observers.process(method, source, configurator());
  }

  @SuppressWarnings("unchecked")
  private Object configurator() {
    return Proxy.newProxyInstance(
        HandlerDiscoveryTest.class.getClassLoader(),
        new Class<?>[] {ObserverMethodConfigurator.class},
        (proxy, called, arguments) -> {
          wrapped.set((EventConsumer<PaymentIntentEvent>) arguments[0]);
          return proxy;
        });
  }

  static class Plain {
    void paid() {}

    @Asynchronous
    void later() {}
  }

  private AfterDeploymentValidation validation() {
    return (AfterDeploymentValidation)
        Proxy.newProxyInstance(
            HandlerDiscoveryTest.class.getClassLoader(),
            new Class<?>[] {AfterDeploymentValidation.class},
            (proxy, method, arguments) -> problems.add((Throwable) arguments[0]));
  }
}
