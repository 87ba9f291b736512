package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.inbox.Claim.ClaimedEntry;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** On H2, the lock of a payment intent is a row. */
class H2AdminTest extends AdminContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.h2();
  }

  @Test
  void retentionRemovesThePaymentIntentWithItsLastEntry() throws SQLException {
    handled("old", "succeeded");
    age("91");
    handled("young", "succeeded");
    fixture.housekeeping.purge();
    assertThat(fixture.value("select count(*) from bamotf_inbox_intent")).isEqualTo("1");
  }

  @Test
  void anEntryWhosePaymentIntentIsMissingIsHandledAfterHousekeeping() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    fixture.update("delete from bamotf_inbox_intent");
    assertThat(fixture.inClaimTransaction(() -> fixture.inbox.claim()))
        .isEqualTo(Claim.None.NOTHING);
    fixture.housekeeping.restoreIntents();
    assertThat(fixture.inClaimTransaction(() -> fixture.inbox.claim()))
        .isInstanceOf(ClaimedEntry.class);
  }
}
