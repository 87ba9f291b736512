package com.bamotf.webhooks.inbox.admin;

import static com.bamotf.webhooks.inbox.EntryStatus.HANDLED;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.TestDatabases;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class PostgresSelectionTest extends SelectionContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.postgres();
  }

  @Test
  void keepsOrdinaryEntriesOutOfTheIndexOnRareOnes() throws SQLException {
    handled("pi_1", "processing");
    handled("pi_1", "succeeded");
    assertThat(indexed()).isEqualTo("0");
    handled("pi_2", "canceled");
    stored(Bodies.event("pi_3", "succeeded", "1", "test"), Source.WEBHOOK);
    stored(Bodies.event("pi_4", "succeeded"), Source.RECONCILED);
    ended(retrying("pi_5", "succeeded"), HANDLED);
    quarantined("not json");
    assertThat(indexed()).isEqualTo("5");
  }

  private String indexed() {
    return fixture.value("select count(*) from bamotf_inbox where rare");
  }
}
