package com.bamotf.webhooks.inbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.inbox.TestDatabases;
import com.bamotf.webhooks.inbox.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The index that PostgreSQL uses for each part of a selection that few entries match. */
class PostgresSelectionPlansTest {

  private static final EntrySelection ALL = EntrySelection.all();

  private static InboxFixture fixture;

  @BeforeAll
  static void fill() throws SQLException {
    fixture = new InboxFixture(TestDatabases.postgres());
    fixture.inbox.prepare();
    fixture.update(
        """
        insert into bamotf_inbox
          (deduplication_key, payment_intent_id, event, mode, source, status, stage, attempts, rare, last_error,
            received_at, next_attempt_at, ended_at, body)
        select 'pi_' || n || '\tpayment_intent.succeeded', 'pi_' || n,
          case when n % 1000 = 1 then 'payment_intent.canceled' else 'payment_intent.succeeded' end,
          case when n % 1000 = 2 then 'test' else 'prod' end,
          case when n % 1000 = 3 then 'RECONCILED' else 'WEBHOOK' end,
          case when n % 1000 = 4 then 'ABANDONED' when n > 19990 then 'PENDING' else 'HANDLED' end, 3,
          case when n % 1000 = 5 then 2 else 1 end, n % 1000 in (1, 2, 3, 4, 5),
          case when n % 1000 = 4 then 'java.lang.IllegalStateException: no' end,
          now() - (20000 - n) * interval '1 minute',
          case when n > 19990 then now() end,
          case when n <= 19990 then now() - (20000 - n) * interval '1 minute' end,
          convert_to(repeat('.', 1100), 'UTF8')
        from generate_series(1, 20000) n
        """);
    fixture.update("analyze bamotf_inbox");
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @Test
  void rareStatuses() throws SQLException {
    assertThat(plan(EntrySelection.of(EntryStatus.ABANDONED))).contains("bamotf_inbox_unhandled");
    assertThat(plan(EntrySelection.of(EntryStatus.UNOBSERVED, EntryStatus.HANDLED)))
        .contains("bamotf_inbox_unhandled", "bamotf_inbox_pkey");
    assertThat(plan(EntrySelection.of(EntryStatus.PENDING))).contains("bamotf_inbox_due");
  }

  @Test
  void rareEventsModesAndSources() throws SQLException {
    assertThat(plan(ALL.withEvent("payment_intent.canceled"))).contains("bamotf_inbox_rare");
    assertThat(plan(ALL.withEvent("payment_intent.never"))).contains("bamotf_inbox_rare");
    assertThat(plan(ALL.withSource(Source.RECONCILED))).contains("bamotf_inbox_rare");
    assertThat(plan(ALL.withMode("test"))).contains("bamotf_inbox_rare");
  }

  @Test
  void whatFailed() throws SQLException {
    assertThat(plan(ALL.withMinAttempts(2))).contains("bamotf_inbox_rare");
    assertThat(plan(ALL.withText("IllegalState")))
        .contains("bamotf_inbox_unhandled", "bamotf_inbox_due", "bamotf_inbox_deduplication");
  }

  @Test
  void onePaymentIntent() throws SQLException {
    assertThat(plan(ALL.withPaymentIntent("pi_1"))).contains("bamotf_inbox_deduplication");
  }

  @Test
  void theBoundsOfATime() throws SQLException {
    Instant now = Instant.now();
    assertThat(plan(ALL.receivedBetween(now.minusSeconds(900_000), now.minusSeconds(600_000))))
        .contains("bamotf_inbox_ended", "InitPlan");
  }

  @Test
  void everyPlanKnowsItsValues() throws SQLException {
    String sql = "select current_setting('plan_cache_mode')";
    String mode =
        fixture.database.inTransaction(
            connection -> Sql.first(connection, sql, row -> row.getString(1)).orElseThrow());
    assertThat(mode).isEqualTo("force_custom_plan");
    assertThat(fixture.value(sql)).as("outside of the transaction").isEqualTo("auto");
  }

  /** Without a plan for any value, which would not know that the value is rare. */
  private static String plan(EntrySelection selection) throws SQLException {
    SelectionSql sql =
        SelectionSql.between(selection, 0, Long.MAX_VALUE, " order by id desc limit 50");
    String plan =
        fixture.database.inTransaction(
            connection ->
                String.join(
                    "\n",
                    Sql.list(
                        connection,
                        "explain " + sql.ids(),
                        row -> row.getString(1),
                        sql.parameters())));
    assertThat(plan).doesNotContain("Seq Scan");
    return plan;
  }
}
