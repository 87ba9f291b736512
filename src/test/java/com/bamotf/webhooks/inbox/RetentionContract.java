package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.Claim.ClaimedEntry;
import com.bamotf.webhooks.inbox.Inbox.Known;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What retention removes, and what it keeps, on any database. */
abstract class RetentionContract {

  static final Throwable FAILURE = new IllegalStateException("no");
  static final Duration TOOK = Duration.ofMillis(5);
  DataSource dataSource;
  InboxFixture fixture;

  abstract DataSource freshDatabase();

  Settings settings() {
    return InboxFixture.SETTINGS;
  }

  @BeforeEach
  void start() {
    dataSource = freshDatabase();
    fixture = new InboxFixture(dataSource, settings()).started();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void retentionRemovesWhatEndedLongAgoAndNothingElse() throws SQLException {
    handled("old", "succeeded");
    abandoned("old abandoned");
    fixture.store("not json");
    fixture.store(Bodies.event("old pending", "succeeded"));
    age("91");
    handled("young", "succeeded");
    fixture.retention.purge();
    assertThat(fixture.value("select count(*) from bamotf_inbox")).isEqualTo("4");
    assertThat(
            fixture.value(
                "select count(*) from bamotf_inbox where deduplication_key = 'old\tprod\tpayment_intent.succeeded'"))
        .isEqualTo("0");
  }

  @Test
  void retentionKeepsAPaymentIntentAsAWholeSoThatItCannotGoBack() throws SQLException {
    handled("old", "succeeded");
    age("91");
    fixture.store(Bodies.event("old", "processing"));
    fixture.retention.purge();
    fixture.inClaimTransaction(
        () -> {
          ClaimedEntry late = (ClaimedEntry) fixture.inbox.claim();
          assertThat(late.superseded()).isTrue();
          return fixture.inbox.end(late, EntryStatus.SUPERSEDED);
        });
    fixture.store(Bodies.event("old", "pending"));
    fixture.retention.purge();
    assertThat(claim().superseded()).isTrue();

    fixture.update(
        "update bamotf_inbox set status = 'SUPERSEDED', ended_at = current_timestamp, next_attempt_at = null where status = 'PENDING'");
    age("91");
    fixture.retention.purge();
    assertThat(fixture.value("select count(*) from bamotf_inbox")).isEqualTo("0");
  }

  @Test
  void retentionRemovesWhatNobodyObserved() throws SQLException {
    handled("old", "succeeded");
    fixture.update("update bamotf_inbox set status = 'UNOBSERVED'");
    age("91");
    fixture.retention.purge();
    assertThat(fixture.value("select count(*) from bamotf_inbox")).isEqualTo("0");
  }

  /** Reconciliation takes what is not in the inbox for missed, if it is younger than that. */
  @Test
  void retentionRemembersSinceWhenItHasDeletedNothing() throws SQLException {
    Instant first = fixture.inbox.known(Set.of()).completeSince();
    handled("old", "succeeded");
    fixture.retention.purge();
    assertThat(fixture.inbox.known(Set.of()).completeSince())
        .as("nothing was deleted")
        .isEqualTo(first);
    age("91");
    fixture.retention.purge();
    assertThat(fixture.inbox.known(Set.of()).completeSince()).isAfter(first);

    fixture.update("update bamotf_inbox_retention set complete_since = current_timestamp");
    Instant shorterRetention = fixture.inbox.known(Set.of()).completeSince();
    handled("older", "succeeded");
    age("91");
    fixture.retention.purge();
    assertThat(fixture.inbox.known(Set.of()).completeSince()).isEqualTo(shorterRetention);
  }

  /**
   * Otherwise what it deletes would look missing, and reconciliation would have it handled again.
   */
  @Test
  void aPurgeWhileTheInboxIsAskedIsNoticed() throws SQLException {
    handled("old", "succeeded");
    age("91");
    AtomicInteger queries = new AtomicInteger(-1);
    DataSource asked =
        beforeEachQuery(
            () -> {
              if (queries.get() >= 0 && queries.incrementAndGet() == 2) {
                onAnotherThread(fixture.retention::purge);
              }
            });
    try (InboxFixture server = new InboxFixture(asked, settings())) {
      server.inbox.prepare();
      Instant before = server.inbox.known(Set.of()).completeSince();
      queries.set(0);
      Known known = server.inbox.known(Set.of(StoringContract.succeeded("old", "prod")));
      assertThat(fixture.value("select count(*) from bamotf_inbox")).as("purged").isEqualTo("0");
      assertThat(known.stored().isEmpty() && known.completeSince().equals(before)).isFalse();
    }
  }

  /** Which reads one of the tables that a purge changes. */
  private DataSource beforeEachQuery(Action action) {
    return proxy(
        DataSource.class,
        dataSource,
        (name, result, first) ->
            name.equals("getConnection")
                ? proxy(
                    Connection.class,
                    result,
                    (method, statement, sql) -> {
                      if (method.equals("prepareStatement")
                          && (sql.contains("bamotf_inbox_retention")
                              || sql.contains("deduplication_key"))) {
                        action.run();
                      }
                      return statement;
                    })
                : result);
  }

  private interface Answer {
    Object of(String method, Object result, String firstArgument) throws SQLException;
  }

  private static <T> T proxy(Class<T> type, Object target, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            RetentionContract.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                String first = arguments == null ? "" : String.valueOf(arguments[0]);
                return answer.of(method.getName(), method.invoke(target, arguments), first);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  /** Or a replay of the old event would be new, though the payment intent is not forgotten. */
  @Test
  void retentionKeepsWhatIsOldUntilTheWholePaymentIntentIs() throws SQLException {
    handled("pi_1", "processing");
    age("91");
    handled("pi_1", "succeeded");
    fixture.retention.purge();
    assertThat(fixture.value("select count(*) from bamotf_inbox")).isEqualTo("2");

    age("91");
    fixture.retention.purge();
    assertThat(fixture.value("select count(*) from bamotf_inbox")).isEqualTo("0");
  }

  @Test
  void retentionWorksThroughMoreThanABatch() throws SQLException {
    for (int i = 0; i < Retention.BATCH + 50; i++) {
      fixture.store(Bodies.event("pi_" + i, "succeeded"));
    }
    fixture.update(
        "update bamotf_inbox set status = 'HANDLED', ended_at = current_timestamp, next_attempt_at = null");
    age("91");
    fixture.retention.purge();
    assertThat(fixture.value("select count(*) from bamotf_inbox")).isEqualTo("0");
  }

  @Test
  void severalServersMayApplyRetentionAtTheSameTime() throws SQLException {
    for (int i = 0; i < 3 * Retention.BATCH; i++) {
      fixture.store(Bodies.event("pi_" + i, "succeeded"));
    }
    fixture.update(
        "update bamotf_inbox set status = 'HANDLED', ended_at = current_timestamp, next_attempt_at = null");
    age("91");
    try (InboxFixture other = new InboxFixture(dataSource, settings())) {
      CyclicBarrier start = new CyclicBarrier(2);
      CompletableFuture<?> first = purgeAfter(start, fixture);
      CompletableFuture<?> second = purgeAfter(start, other);
      CompletableFuture.allOf(first, second).join();
    }
    assertThat(fixture.value("select count(*) from bamotf_inbox")).isEqualTo("0");
  }

  private static CompletableFuture<?> purgeAfter(CyclicBarrier start, InboxFixture server) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            start.await();
            server.retention.purge();
          } catch (SQLException | InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void retentionDoesNotKeepReceiversWaiting() throws SQLException {
    handled("old", "succeeded");
    age("91");
    fixture.inClaimTransaction(
        () -> {
          try (Connection connection = fixture.database.connection()) {
            fixture.retention.purgeBatch(connection, fixture.database.dialect(), 0);
          }
          // The purge has not committed yet.
          onAnotherThread(
              () ->
                  assertThat(fixture.store(Bodies.event("young", "succeeded")))
                      .isInstanceOf(StoreResult.Stored.class));
          return null;
        });
    assertThat(fixture.value("select payment_intent_id from bamotf_inbox")).isEqualTo("young");
  }

  void age(String days) {
    fixture.update(
        "update bamotf_inbox set received_at = received_at - interval '%s' day, ended_at = ended_at - interval '%s' day"
            .formatted(days, days));
  }

  long handled(String intent, String event) throws SQLException {
    fixture.store(Bodies.event(intent, event));
    return fixture.inClaimTransaction(
        () -> {
          ClaimedEntry entry = (ClaimedEntry) fixture.inbox.claim();
          fixture.inbox.end(entry, EntryStatus.HANDLED);
          return entry.id();
        });
  }

  long abandoned(String intent) throws SQLException {
    fixture.store(Bodies.event(intent, "succeeded"));
    ClaimedEntry entry = claim();
    assertThat(fixture.inbox.recordFailure(entry, FAILURE, TOOK, null)).isTrue();
    return entry.id();
  }

  ClaimedEntry claim() throws SQLException {
    return fixture.inClaimTransaction(() -> (ClaimedEntry) fixture.inbox.claim());
  }

  private interface Action {
    void run() throws SQLException;
  }

  private static void onAnotherThread(Action action) {
    java.util.concurrent.CompletableFuture.runAsync(
            () -> {
              try {
                action.run();
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            })
        .orTimeout(10, java.util.concurrent.TimeUnit.MINUTES)
        .join();
  }
}
