package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Proxy;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class RetentionThreadTest {

  @Test
  void anErrorDoesNotEndTheThread() {
    try (InboxFixture fixture = new InboxFixture(broken())) {
      assertThatCode(() -> fixture.retention.tryUpkeep(true)).doesNotThrowAnyException();
    }
  }

  private static DataSource broken() {
    return (DataSource)
        Proxy.newProxyInstance(
            RetentionThreadTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              throw new NoClassDefFoundError("a class of the server");
            });
  }
}
