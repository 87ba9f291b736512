package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.inbox.Claim.ClaimedEntry;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a claim locks on PostgreSQL, where the lock of a payment intent is not a row. */
class PostgresClaimTest {

  private DataSource dataSource;
  private InboxFixture fixture;

  @BeforeEach
  void start() {
    dataSource = TestDatabases.postgres();
    fixture = new InboxFixture(dataSource).started();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void locksWhatItTakesAndNoMoreWhateverThePlan() throws SQLException {
    for (int i = 1; i <= 5; i++) {
      fixture.store(Bodies.event("pi_" + i, "succeeded"));
    }
    fixture.inClaimTransaction(
        () -> {
          fixture.update("set local enable_indexscan = off");
          fixture.update("set local enable_bitmapscan = off");
          assertThat(claimed(fixture).paymentIntentId()).isEqualTo("pi_1");
          assertThat(
                  fixture.value(
                      "select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()"))
              .isEqualTo("1");
          return null;
        });
  }

  @Test
  void leavesTheSamePaymentIntentOfAnotherInboxFree() throws SQLException {
    try (InboxFixture other =
        new InboxFixture(dataSource, InboxFixture.inSchema("of_another")).started()) {
      fixture.store(Bodies.event("pi_1", "succeeded"));
      other.store(Bodies.event("pi_1", "succeeded"));
      fixture.inClaimTransaction(
          () -> {
            assertThat(claimed(fixture).paymentIntentId()).isEqualTo("pi_1");
            return other.inClaimTransaction(
                () -> assertThat(claimed(other).paymentIntentId()).isEqualTo("pi_1"));
          });
    }
  }

  private static ClaimedEntry claimed(InboxFixture inbox) throws SQLException {
    return (ClaimedEntry) inbox.inbox.claim();
  }
}
