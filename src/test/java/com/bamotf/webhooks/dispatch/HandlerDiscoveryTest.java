package com.bamotf.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
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
    discovery.<PaymentIntentEvent>found(null);
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

  private AfterDeploymentValidation validation() {
    return (AfterDeploymentValidation)
        Proxy.newProxyInstance(
            HandlerDiscoveryTest.class.getClassLoader(),
            new Class<?>[] {AfterDeploymentValidation.class},
            (proxy, method, arguments) -> problems.add((Throwable) arguments[0]));
  }
}
