package com.bamotf.webhooks.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.console.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private final TestClock clock = new TestClock();
  private final Sessions sessions =
      new Sessions(Duration.ofMinutes(30), Duration.ofHours(12), clock);

  @Test
  void hasAnIdOf256BitsAndATokenOfItsOwn() {
    String id = sessions.open("alice", Role.OPERATOR);
    assertThat(id).hasSize(43).isNotEqualTo(sessions.open("alice", Role.OPERATOR));
    Sessions.Session session = sessions.find(id, true).orElseThrow();
    assertThat(session.user()).isEqualTo("alice");
    assertThat(session.role()).isEqualTo(Role.OPERATOR);
    assertThat(session.token()).hasSize(43).isNotEqualTo(id);
  }

  @Test
  void endsWhenItIsIdle() {
    String id = sessions.open("alice", Role.VIEWER);
    for (int i = 0; i < 3; i++) {
      clock.pass(Duration.ofMinutes(30).minusMillis(1));
      assertThat(sessions.find(id, true)).isPresent();
    }
    clock.pass(Duration.ofMinutes(30));
    assertThat(sessions.find(id, true)).isEmpty();
  }

  @Test
  void isIdleHoweverOftenThePagePolls() {
    String id = sessions.open("alice", Role.VIEWER);
    clock.pass(Duration.ofMinutes(20));
    assertThat(sessions.find(id, false)).isPresent();
    clock.pass(Duration.ofMinutes(10).minusMillis(1));
    assertThat(sessions.find(id, false)).isPresent();
    clock.pass(Duration.ofMillis(1));
    assertThat(sessions.find(id, false)).isEmpty();
  }

  @Test
  void endsAtLastHoweverBusyItIs() {
    String id = sessions.open("alice", Role.VIEWER);
    for (int i = 0; i < 12 * 4 - 1; i++) {
      clock.pass(Duration.ofMinutes(15));
      assertThat(sessions.find(id, true)).isPresent();
    }
    clock.pass(Duration.ofMinutes(15));
    assertThat(sessions.find(id, true)).isEmpty();
  }

  @Test
  void isOverOnceItIsClosed() {
    String id = sessions.open("alice", Role.VIEWER);
    String other = sessions.open("bob", Role.VIEWER);
    sessions.close(id);
    assertThat(sessions.find(id, true)).isEmpty();
    assertThat(sessions.find(other, true)).isPresent();
  }

  @Test
  void theOneIdleForLongestMakesRoom() {
    String first = sessions.open("alice", Role.VIEWER);
    clock.pass(Duration.ofSeconds(1));
    String second = sessions.open("bob", Role.VIEWER);
    clock.pass(Duration.ofSeconds(1));
    sessions.find(first, true);
    for (int i = 2; i < Sessions.MAX; i++) {
      clock.pass(Duration.ofSeconds(1));
      sessions.open("user" + i, Role.VIEWER);
    }
    assertThat(sessions.find(first, true)).isPresent();
    sessions.open("one more", Role.VIEWER);
    assertThat(sessions.find(second, true)).isEmpty();
    assertThat(sessions.find(first, true)).isPresent();
  }
}
