package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.bamotf.webhooks.Waiting;
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

  @Test
  void anInterruptDoesNotEndTheThread() throws InterruptedException {
    try (InboxFixture fixture = new InboxFixture(broken())) {
      Thread thread = new Thread(fixture.retention::work);
      thread.start();
      thread.interrupt();
      Waiting.await()
          .until(() -> !thread.isInterrupted() && thread.getState() == Thread.State.TIMED_WAITING);
      fixture.retention.stop();
      thread.join();
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
