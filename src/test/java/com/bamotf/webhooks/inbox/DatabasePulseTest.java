package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabasePulseTest {

  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final DataSource real = TestDatabases.h2();
  private final InboxFixture inbox = new InboxFixture(switchable());
  private long now;
  private boolean away;
  private final DatabasePulse pulse = new DatabasePulse(inbox.database, PATIENCE, () -> now);

  @AfterEach
  void close() {
    inbox.close();
  }

  @Test
  void isUpWhileTheDatabaseAnswers() {
    pulse.beat();
    pass(Duration.ofHours(1));
    assertThat(pulse.answers()).isTrue();
    assertThat(pulse.silence()).isZero();
    assertThat(pulse.takesRequests()).isTrue();
  }

  @Test
  void takesRequestsWhileTheyAreHeldAndNoLonger() {
    pulse.beat();
    away = true;
    pulse.beat();
    pass(PATIENCE.minusNanos(1));
    assertThat(pulse.answers()).isFalse();
    assertThat(pulse.takesRequests()).isTrue();
    pass(Duration.ofNanos(1));
    assertThat(pulse.silence()).isEqualTo(PATIENCE);
    assertThat(pulse.takesRequests()).isFalse();
  }

  @Test
  void isUpAgainAsSoonAsItAnswers() {
    away = true;
    pass(PATIENCE);
    pulse.beat();
    assertThat(pulse.takesRequests()).isFalse();
    away = false;
    pulse.beat();
    assertThat(pulse.takesRequests()).isTrue();
    assertThat(pulse.answers()).isTrue();
  }

  @Test
  void takesRequestsAtOnceWhenItWasStartedWhileTheDatabaseIsAway() {
    away = true;
    pulse.beat();
    assertThat(pulse.takesRequests()).isTrue();
  }

  private void pass(Duration duration) {
    now += duration.toNanos();
  }

  private DataSource switchable() {
    return (DataSource)
        Proxy.newProxyInstance(
            DatabasePulseTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (away && method.getName().equals("getConnection")) {
                throw new SQLException("away", "08001");
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
