package com.bamotf.webhooks.inbox.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class InboxOwnerTest {

  private final Properties machine = new Properties();
  private final InboxOwner shop = new InboxOwner(machine, "shop");
  private final InboxOwner billing = new InboxOwner(machine, "billing");

  @Test
  void refusesAnInboxOfAnotherApplicationAndSaysWhatToSet() {
    shop.claim("schema public of PostgreSQL");
    assertThatThrownBy(() -> billing.claim("schema public of PostgreSQL"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("\"billing\"")
        .hasMessageContaining("schema public of PostgreSQL belongs to \"shop\"")
        .hasMessageContaining("bamotf.inbox.schema");
  }

  @Test
  void takesAnotherInbox() {
    shop.claim("schema public of PostgreSQL");
    assertThatCode(() -> billing.claim("schema billing of PostgreSQL")).doesNotThrowAnyException();
  }

  @Test
  void takesTheInboxOfAnApplicationThatHasStopped() {
    shop.claim("inbox");
    shop.release();
    assertThat(machine).isEmpty();
    assertThatCode(() -> billing.claim("inbox")).doesNotThrowAnyException();
  }

  /** A stop that never came, such as after a failed one, must not keep it from starting again. */
  @Test
  void takesTheInboxOfTheSameApplicationThatNeverStopped() {
    shop.claim("inbox");
    assertThatCode(() -> new InboxOwner(machine, "shop").claim("inbox")).doesNotThrowAnyException();
  }

  @Test
  void theRefusedOneDoesNotGiveTheInboxFree() {
    shop.claim("inbox");
    assertThatThrownBy(() -> billing.claim("inbox")).isInstanceOf(IllegalStateException.class);
    billing.release();
    assertThatThrownBy(() -> billing.claim("inbox")).isInstanceOf(IllegalStateException.class);
  }
}
