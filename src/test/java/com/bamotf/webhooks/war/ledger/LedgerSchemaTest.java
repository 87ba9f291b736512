package com.bamotf.webhooks.war.ledger;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.inbox.InboxFixture;
import org.junit.jupiter.api.Test;

class LedgerSchemaTest {

  private final LedgerSchema schema = new LedgerSchema();

  @Test
  void startsWhereLedgerAndInboxAreTogether() {
    assertThatCode(() -> schema.requireOneDataSource("start", InboxFixture.SETTINGS))
        .doesNotThrowAnyException();
  }

  /** The ledger's entities would look for their tables elsewhere. */
  @Test
  void refusesASchemaOfTheInboxAlone() {
    assertThatThrownBy(
            () -> schema.requireOneDataSource("start", InboxFixture.inSchema("elsewhere")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bamotf.inbox.schema")
        .hasMessageContaining("Remove the setting");
  }
}
