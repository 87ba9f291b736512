package com.bamotf.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.transaction.Transactional;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObserverRulesTest {

  @Test
  void aPlainObserverHandles() {
    ObserverMethod<?> plain = plain(PaymentIntentSucceeded.class);
    assertThat(ObserverRules.handles(plain)).isTrue();
    assertThat(refusal(plain, "plain")).isEmpty();
    assertThat(warning(Methods.class, "plain")).isEmpty();
    assertThat(ObserverRules.refusal(plain, null)).as("made by an extension").isEmpty();
  }

  @Test
  void anObserverOfEverythingHandlesNothing() {
    assertThat(ObserverRules.handles(plain(Object.class))).isFalse();
    assertThat(ObserverRules.handles(plain(Record.class))).isFalse();
  }

  @Test
  void refusesAsynchronousObservers() {
    ObserverMethod<?> async =
        Observers.method(
            PaymentIntentEvent.class, true, Reception.ALWAYS, TransactionPhase.IN_PROGRESS);
    assertThat(ObserverRules.handles(async)).isFalse();
    assertThat(refusal(async, "plain").orElseThrow()).contains("@ObservesAsync", "Use @Observes");
  }

  @Test
  void refusesObserversOfBeansThatMayNotExist() {
    ObserverMethod<?> conditional =
        Observers.method(
            PaymentIntentEvent.class, false, Reception.IF_EXISTS, TransactionPhase.IN_PROGRESS);
    assertThat(ObserverRules.handles(conditional)).isFalse();
    assertThat(refusal(conditional, "plain").orElseThrow()).contains("IF_EXISTS");
  }

  @Test
  void refusesObserversWhoseFailureWouldCommit() {
    ObserverMethod<?> before = during(TransactionPhase.BEFORE_COMPLETION);
    assertThat(ObserverRules.handles(before)).isFalse();
    assertThat(refusal(before, "plain").orElseThrow()).contains("BEFORE_COMPLETION");
  }

  @ParameterizedTest
  @EnumSource(
      value = TransactionPhase.class,
      names = {"AFTER_COMPLETION", "AFTER_FAILURE", "AFTER_SUCCESS"})
  void observersAfterTheTransactionDoNotHandle(TransactionPhase phase) {
    ObserverMethod<?> after = during(phase);
    assertThat(ObserverRules.handles(after)).isFalse();
    assertThat(refusal(after, "plain")).isEmpty();
    assertThat(
            ObserverRules.warning(after, Observers.annotated(Methods.class, "newOne")).orElse(""))
        .as("a transaction of its own is right there")
        .doesNotContain("REQUIRED or MANDATORY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"enterprise", "concurrent"})
  void refusesMethodsThatTheContainerRunsLater(String method) {
    assertThat(refusal(plain(PaymentIntentEvent.class), method).orElseThrow())
        .contains("Asynchronous", "Remove that annotation");
  }

  @Test
  void refusesBeansWhoseMethodsAllRunLater() {
    assertThat(
            ObserverRules.refusal(
                plain(PaymentIntentEvent.class), Observers.annotated(Later.class, "paid")))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"newOne", "without", "ofEnterpriseBean"})
  void warnsOfMethodsOutsideOfTheTransaction(String method) {
    assertThat(warning(Methods.class, method).orElseThrow()).contains("REQUIRED or MANDATORY");
  }

  @Test
  void warnsOfObserversThatMissTheFailureOfAHandler() {
    for (TransactionPhase phase :
        List.of(TransactionPhase.AFTER_FAILURE, TransactionPhase.AFTER_COMPLETION)) {
      assertThat(ObserverRules.warning(during(phase), null).orElseThrow())
          .contains("during " + phase, "InboxAdmin");
    }
    assertThat(ObserverRules.warning(during(TransactionPhase.AFTER_SUCCESS), null)).isEmpty();
  }

  @Test
  void warnsOfBeansThatManageTransactionsThemselves() {
    assertThat(warning(BeanManaged.class, "paid").orElseThrow()).contains("TransactionManagement");
  }

  @Test
  void theMethodsOwnAttributeCountsBeforeThatOfItsClass() {
    assertThat(warning(NewByDefault.class, "joins")).isEmpty();
    assertThat(warning(NewByDefault.class, "asItsClass")).isPresent();
  }

  private static ObserverMethod<?> plain(Type observed) {
    return Observers.method(observed, false, Reception.ALWAYS, TransactionPhase.IN_PROGRESS);
  }

  private static ObserverMethod<?> during(TransactionPhase phase) {
    return Observers.method(PaymentIntentEvent.class, false, Reception.ALWAYS, phase);
  }

  private static Optional<String> refusal(ObserverMethod<?> observer, String method) {
    return ObserverRules.refusal(observer, Observers.annotated(Methods.class, method));
  }

  private static Optional<String> warning(Class<?> type, String method) {
    return ObserverRules.warning(
        plain(PaymentIntentEvent.class), Observers.annotated(type, method));
  }

  static class Methods {
    void plain() {}

    @Asynchronous
    void enterprise() {}

    @jakarta.enterprise.concurrent.Asynchronous
    void concurrent() {}

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void newOne() {}

    @Transactional(Transactional.TxType.NEVER)
    void without() {}

    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void ofEnterpriseBean() {}
  }

  @Asynchronous
  static class Later {
    void paid() {}
  }

  @TransactionManagement(TransactionManagementType.BEAN)
  static class BeanManaged {
    void paid() {}
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  static class NewByDefault {
    @Transactional
    void joins() {}

    void asItsClass() {}
  }
}
