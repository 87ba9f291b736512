package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.inbox.admin.RequeueResult;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class PostgresAdminTest extends AdminContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.postgres();
  }

  @Test
  void retentionLeavesWhatIsRequeuedAtThatMoment() throws SQLException {
    handled("old", "succeeded");
    age("91");
    CompletableFuture<Void> purge =
        fixture.inClaimTransaction(
            () -> {
              fixture.update(
                  "update bamotf_inbox set status = 'PENDING', forced = true, next_attempt_at = now(), ended_at = null");
              CompletableFuture<Void> purging = CompletableFuture.runAsync(this::purge);
              Waiting.await().until(this::somebodyWaitsForALock);
              return purging;
            });
    purge.orTimeout(10, TimeUnit.MINUTES).join();
    assertThat(fixture.value("select status from bamotf_inbox")).isEqualTo("PENDING");
  }

  @Test
  void doesNotRequeueWhatIsDecidedAtThatMoment() throws SQLException {
    long id = abandoned("pi_1");
    CompletableFuture<RequeueResult> requeue =
        fixture.inClaimTransaction(
            () -> {
              fixture.update("update bamotf_inbox set status = 'HANDLED'");
              CompletableFuture<RequeueResult> requeuing =
                  CompletableFuture.supplyAsync(() -> requeue(id));
              Waiting.await().until(this::somebodyWaitsForALock);
              return requeuing;
            });
    assertThat(requeue.orTimeout(10, TimeUnit.MINUTES).join())
        .isInstanceOf(RequeueResult.Refused.class);
    assertThat(fixture.value("select status from bamotf_inbox")).isEqualTo("HANDLED");
  }

  private RequeueResult requeue(long id) {
    try {
      return fixture.admin.requeue(id, false);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void purge() {
    try {
      fixture.retention.purge();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean somebodyWaitsForALock() {
    return !"0".equals(fixture.value("select count(*) from pg_locks where not granted"));
  }
}
