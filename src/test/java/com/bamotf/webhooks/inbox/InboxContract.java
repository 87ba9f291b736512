package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.Claim.ClaimedEntry;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the inbox promises, on any database. */
abstract class InboxContract {

  private static final Throwable FAILURE = new IllegalStateException("out of\0stock \uD800");
  private static final Duration TOOK = Duration.ofMillis(1234);

  private DataSource dataSource;
  private InboxFixture fixture;
  private final ExecutorService threads = Executors.newCachedThreadPool();

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
    threads.shutdownNow();
    fixture.close();
  }

  @Test
  void storesAnEventOnce() {
    assertThat(fixture.store(Bodies.event("pi_1", "succeeded"))).isEqualTo(StoreResult.Kept.STORED);
    assertThat(fixture.store(Bodies.event("pi_1", "succeeded")))
        .isEqualTo(StoreResult.Kept.DUPLICATE);
    assertThat(count("1 = 1")).isEqualTo(1);
    assertThat(fixture.value("select deliveries from bamotf_inbox")).isEqualTo("2");
  }

  /** Some pools disable auto-commit; an event must not be returned to them uncommitted. */
  @Test
  void commitsOnAConnectionThatDoesNotDoSoByItself() {
    try (InboxFixture other = new InboxFixture(notCommitting(dataSource), settings()).started()) {
      assertThat(other.store(Bodies.event("pi_1", "succeeded"))).isEqualTo(StoreResult.Kept.STORED);
    }
    assertThat(count("status = 'PENDING'")).isEqualTo(1);
  }

  private static DataSource notCommitting(DataSource real) {
    return (DataSource)
        Proxy.newProxyInstance(
            InboxContract.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              Object result = method.invoke(real, arguments);
              if (result instanceof Connection connection) {
                connection.setAutoCommit(false);
              }
              return result;
            });
  }

  @Test
  void knowsAnEventWithAnotherIdempotencyKey() {
    fixture.store(Bodies.event("pi_1", "succeeded", "41", "prod"));
    assertThat(fixture.store(Bodies.event("pi_1", "succeeded", "1", "prod")))
        .isEqualTo(StoreResult.Kept.DUPLICATE);
  }

  @Test
  void acceptsAnIdempotencyKeyThatIsReusedForAnotherEvent() {
    fixture.store(Bodies.event("pi_1", "succeeded", "1", "prod"));
    assertThat(fixture.store(Bodies.event("pi_2", "succeeded", "1", "prod")))
        .isEqualTo(StoreResult.Kept.STORED);
  }

  @Test
  void tellsWhichEventsItKnows() throws SQLException {
    String endless = "x".repeat(255);
    fixture.store(Bodies.event("pi_1", "succeeded"));
    fixture.store(Bodies.event("pi_2", "processing"));
    fixture.store(Bodies.event(endless, "succeeded"));
    KnownEvent first = succeeded("pi_1", "prod");
    KnownEvent last = succeeded(endless, "prod");
    assertThat(
            fixture.inbox.known(
                Set.of(
                    first,
                    last,
                    succeeded("pi_1", "test"),
                    succeeded("pi_2", "prod"),
                    succeeded("pi_3", "prod"))))
        .containsExactlyInAnyOrder(first, last);
    assertThat(fixture.inbox.known(Set.of())).isEmpty();
  }

  private static KnownEvent succeeded(String intent, String mode) {
    return new KnownEvent(intent, mode, "payment_intent.succeeded");
  }

  @Test
  void tellsEventsApartWhoseNamesRunTogether() {
    fixture.store(Bodies.event("a", "b payment_intent.c"));
    assertThat(fixture.store(Bodies.event("a payment_intent.b", "c")))
        .isEqualTo(StoreResult.Kept.STORED);
  }

  @Test
  void tellsEventsApartWhoseNamesAreOfMaximumLength() {
    String intent = "\uD83D\uDCB0".repeat(127) + "x";
    String event = "y".repeat(239);
    String key = "\u20BF".repeat(254);
    fixture.store(Bodies.event(intent, event + "1", key + "1", "prod"));
    assertThat(fixture.store(Bodies.event(intent, event + "2", key + "1", "prod")))
        .isEqualTo(StoreResult.Kept.STORED);
    assertThat(fixture.store(Bodies.event(intent, event + "1", key + "2", "prod")))
        .isEqualTo(StoreResult.Kept.STORED);
    assertThat(fixture.store(Bodies.event(intent, event + "1", key + "1", "prod")))
        .isEqualTo(StoreResult.Kept.DUPLICATE);
  }

  @Test
  void tellsUnknownEventsApartByTheirIdempotencyKey() {
    fixture.store(Bodies.event("pi_1", "refunded", "1", "prod"));
    assertThat(fixture.store(Bodies.event("pi_1", "refunded", "2", "prod")))
        .isEqualTo(StoreResult.Kept.STORED);
    assertThat(fixture.store(Bodies.event("pi_1", "refunded", "2", "prod")))
        .isEqualTo(StoreResult.Kept.DUPLICATE);
  }

  @Test
  void keepsWhatWasSignedByteForByte() throws SQLException {
    byte[] body =
        Bodies.event("pi_1", "succeeded").replace("null", " null").getBytes(StandardCharsets.UTF_8);
    fixture.store(body);
    ClaimedEntry entry = inTransaction(this::claimed);
    assertThat(entry.body()).isEqualTo(body);
    assertThat(entry.source()).isEqualTo(Source.WEBHOOK);
    assertThat(entry.eventType()).isEqualTo("payment_intent.succeeded");
  }

  @Test
  void storesOneEventOnceFromManyThreads() throws Exception {
    int threadCount = 8;
    CountDownLatch ready = new CountDownLatch(threadCount);
    List<CompletableFuture<StoreResult>> results = new ArrayList<>();
    for (int i = 0; i < threadCount; i++) {
      results.add(
          CompletableFuture.supplyAsync(
              () -> {
                ready.countDown();
                await(ready);
                return fixture.store(Bodies.event("pi_1", "succeeded"));
              },
              threads));
    }
    List<StoreResult> all = results.stream().map(CompletableFuture::join).toList();
    assertThat(Collections.frequency(all, StoreResult.Kept.STORED)).isEqualTo(1);
    assertThat(Collections.frequency(all, StoreResult.Kept.DUPLICATE)).isEqualTo(7);
    assertThat(fixture.value("select deliveries from bamotf_inbox")).isEqualTo("8");
  }

  @Test
  void letsTwoServersStartAtOnceOnOneEmptyDatabase() {
    DataSource empty = freshDatabase();
    List<CompletableFuture<StoreResult>> results = new ArrayList<>();
    CountDownLatch ready = new CountDownLatch(2);
    for (int server = 0; server < 2; server++) {
      results.add(
          CompletableFuture.supplyAsync(
              () -> {
                try (InboxFixture other = new InboxFixture(empty, settings()).started()) {
                  ready.countDown();
                  await(ready);
                  return other.store(Bodies.event("pi_1", "succeeded"));
                }
              },
              threads));
    }
    assertThat(results.stream().map(CompletableFuture::join))
        .containsExactlyInAnyOrder(StoreResult.Kept.STORED, StoreResult.Kept.DUPLICATE);
  }

  @Test
  void letsManyServersMigrateAtTheSameMoment() {
    for (int round = 0; round < 3; round++) {
      DataSource empty = freshDatabase();
      CountDownLatch ready = new CountDownLatch(4);
      List<CompletableFuture<String>> versions = new ArrayList<>();
      for (int server = 0; server < 4; server++) {
        InboxFixture other = new InboxFixture(empty, settings());
        versions.add(
            CompletableFuture.supplyAsync(
                () -> {
                  ready.countDown();
                  await(ready);
                  try {
                    other.inbox.prepare();
                    return other.value(
                        "select component || ' ' || version from bamotf_schema_version");
                  } catch (SQLException e) {
                    throw new IllegalStateException(e);
                  }
                },
                threads));
      }
      assertThat(versions.stream().map(each -> each.orTimeout(10, TimeUnit.MINUTES).join()))
          .containsOnly("library 1");
    }
  }

  @Test
  void aDatabaseThatHoldsOtherTablesIsTaken() {
    DataSource used = freshDatabase();
    try (InboxFixture other = new InboxFixture(used, settings())) {
      other.update("create table orders (id integer)");
      other.started();
      assertThat(other.store(Bodies.event("pi_1", "succeeded"))).isEqualTo(StoreResult.Kept.STORED);
    }
  }

  @Test
  void holdsOneEventOfAPaymentIntentAtATime() throws SQLException {
    fixture.store(Bodies.event("pi_1", "processing"));
    fixture.store(Bodies.event("pi_1", "succeeded"));
    fixture.store(Bodies.event("pi_2", "succeeded"));
    inTransaction(
        () -> {
          assertThat(claimed().paymentIntentId()).isEqualTo("pi_1");
          elsewhere(
              () -> {
                assertThat(claimed().paymentIntentId()).isEqualTo("pi_2");
                return elsewhere(
                    () -> assertThat(fixture.inbox.claim()).isEqualTo(Claim.None.NOTHING));
              });
          return null;
        });
  }

  @Test
  void givesAnEntryBackWhenTheTransactionRollsBack() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    fixture.local.begin();
    ClaimedEntry first = claimed();
    fixture.inbox.end(first, EntryStatus.HANDLED);
    fixture.local.rollback();
    assertThat(inTransaction(this::claimed).id()).isEqualTo(first.id());
    assertThat(count("status = 'PENDING' and attempts = 0")).isEqualTo(1);
  }

  @Test
  void handsAHandledEntryOutNoMore() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    handleNext();
    assertThat(inTransaction(() -> fixture.inbox.claim())).isEqualTo(Claim.None.NOTHING);
    assertThat(count("status = 'HANDLED' and attempts = 1 and ended_at is not null")).isEqualTo(1);
    assertThat(fixture.store(Bodies.event("pi_1", "succeeded")))
        .isEqualTo(StoreResult.Kept.DUPLICATE);
    assertThat(inTransaction(() -> fixture.inbox.claim())).isEqualTo(Claim.None.NOTHING);
  }

  @Test
  void completesAnEntryOnceOnly() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    ClaimedEntry entry = handleNext();
    assertThat(inTransaction(() -> fixture.inbox.end(entry, EntryStatus.HANDLED))).isFalse();
    assertThat(inTransaction(() -> fixture.inbox.end(entry, EntryStatus.SUPERSEDED))).isFalse();
    assertThat(fixture.inbox.recordFailure(entry, FAILURE, TOOK, null)).isFalse();
    assertThat(count("status = 'HANDLED'")).isEqualTo(1);
  }

  /** Another worker can decide an entry after it was found and before its intent was locked. */
  @Test
  void doesNotClaimAnEntryThatIsNoLongerPending() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    ClaimedEntry entry = handleNext();
    try (Connection connection = fixture.database.connection()) {
      assertThat(EntryTable.pending(connection, entry.id())).isEmpty();
    }
  }

  @Test
  void supersedesWhatComesLate() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    handleNext();
    fixture.store(Bodies.event("pi_1", "processing"));
    fixture.store(Bodies.event("pi_1", "pending"));
    for (int i = 0; i < 2; i++) {
      inTransaction(
          () -> {
            ClaimedEntry late = claimed();
            assertThat(late.superseded()).isTrue();
            return fixture.inbox.end(late, EntryStatus.SUPERSEDED);
          });
    }
    assertThat(count("status = 'SUPERSEDED' and attempts = 0")).isEqualTo(2);
  }

  @Test
  void firesASecondFinalEventAndAnUnknownOne() throws SQLException {
    fixture.store(Bodies.event("pi_1", "canceled"));
    handleNext();
    fixture.store(Bodies.event("pi_1", "succeeded"));
    assertThat(handleNext().superseded()).isFalse();
    fixture.store(Bodies.event("pi_1", "refunded"));
    assertThat(handleNext().superseded()).isFalse();
  }

  @Test
  void remembersTheFarthestOfWhatWasHandled() throws SQLException {
    for (String event : List.of("pending", "succeeded", "refunded")) {
      fixture.store(Bodies.event("pi_1", event));
      assertThat(handleNext().superseded()).isFalse();
    }
    fixture.store(Bodies.event("pi_1", "processing"));
    assertThat(inTransaction(this::claimed).superseded()).isTrue();
  }

  @Test
  void doesNotTakeAFailedEventForProgress() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    ClaimedEntry failed = inTransaction(this::claimed);
    fixture.inbox.recordFailure(failed, FAILURE, TOOK, Duration.ofHours(1));
    fixture.store(Bodies.event("pi_1", "processing"));
    assertThat(handleNext().superseded()).isFalse();
  }

  @Test
  void triesAFailedEntryAgainLaterAndNotBefore() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    ClaimedEntry entry = inTransaction(this::claimed);
    assertThat(fixture.inbox.recordFailure(entry, FAILURE, TOOK, Duration.ofHours(1))).isTrue();
    assertThat(inTransaction(() -> fixture.inbox.claim())).isEqualTo(Claim.None.NOTHING);
    assertThat(fixture.store(Bodies.event("pi_1", "succeeded")))
        .as("a failed handling does not free its deduplication key")
        .isEqualTo(StoreResult.Kept.DUPLICATE);

    fixture.update("update bamotf_inbox set next_attempt_at = current_timestamp");
    ClaimedEntry again = inTransaction(this::claimed);
    assertThat(again.attempts()).isEqualTo(1);
    assertThat(fixture.inbox.recordFailure(again, FAILURE, TOOK, Duration.ZERO)).isTrue();
    assertThat(inTransaction(this::claimed).attempts()).isEqualTo(2);
  }

  /** As by a failover to a machine whose clock is behind. */
  @Test
  void aClockThatIsSetBackDelaysNoEvent() throws SQLException {
    fixture.store(Bodies.event("pi_failed", "succeeded"));
    fixture.inbox.recordFailure(inTransaction(this::claimed), FAILURE, TOOK, Duration.ofHours(1));
    fixture.store(Bodies.event("pi_new", "succeeded"));
    clockGoesBackAnHour();
    assertThat(inTransaction(() -> fixture.inbox.claim())).isEqualTo(Claim.None.NOTHING);
    SetBackClock.makeDue(fixture.database);
    assertThat(Set.of(handleNext().paymentIntentId(), handleNext().paymentIntentId()))
        .containsExactlyInAnyOrder("pi_failed", "pi_new");
  }

  @Test
  void whatMayWaitGoesOnWaiting() throws SQLException {
    fixture.store(Bodies.event("pi_failed", "succeeded"));
    fixture.inbox.recordFailure(inTransaction(this::claimed), FAILURE, TOOK, Duration.ZERO);
    clockGoesBackAnHour();
    SetBackClock.makeDue(fixture.database);
    fixture.inbox.recordFailure(inTransaction(this::claimed), FAILURE, TOOK, Duration.ofHours(1));
    fixture.store(Bodies.event("pi_postponed", "succeeded"));
    inTransaction(
        () -> {
          fixture.inbox.postpone(claimed(), Duration.ofSeconds(30));
          return null;
        });
    SetBackClock.makeDue(fixture.database);
    assertThat(inTransaction(() -> fixture.inbox.claim()))
        .as("the first attempt is in the future, but not the last one")
        .isEqualTo(Claim.None.NOTHING);
  }

  @Test
  void aRequeuedEntryDoesNotWaitForTheOldTimeEither() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    fixture.inbox.recordFailure(inTransaction(this::claimed), FAILURE, TOOK, null);
    fixture.admin.requeue(Long.parseLong(fixture.value("select id from bamotf_inbox")), false);
    fixture.update("update bamotf_inbox set next_attempt_at = next_attempt_at + interval '1' hour");
    SetBackClock.makeDue(fixture.database);
    assertThat(handleNext().paymentIntentId()).isEqualTo("pi_1");
  }

  private void clockGoesBackAnHour() {
    fixture.update("update bamotf_inbox set next_attempt_at = next_attempt_at + interval '1' hour");
    fixture.update("update bamotf_inbox_attempt set started_at = started_at + interval '1' hour");
  }

  /** Such as an entry held by a dead server, or stored before an outage. */
  @Test
  void findsWhatHasBeenDueForLongerThanWhatWasClaimedLast() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    handleNext();
    fixture.store(Bodies.event("pi_2", "succeeded"));
    fixture.update(
        "update bamotf_inbox set next_attempt_at = timestamp with time zone '2023-11-14 22:13:20+00' where status = 'PENDING'");
    assertThat(handleNext().paymentIntentId()).isEqualTo("pi_2");
  }

  @Test
  void aFailingEventDoesNotHoldBackALaterOneOfItsIntent() throws SQLException {
    fixture.store(Bodies.event("pi_1", "processing"));
    fixture.inbox.recordFailure(inTransaction(this::claimed), FAILURE, TOOK, Duration.ofHours(1));
    fixture.store(Bodies.event("pi_1", "succeeded"));
    assertThat(handleNext().eventType()).isEqualTo("payment_intent.succeeded");
  }

  @Test
  void keepsTheHistoryOfFailures() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    fixture.inbox.recordFailure(inTransaction(this::claimed), FAILURE, TOOK, Duration.ZERO);
    fixture.inbox.recordFailure(inTransaction(this::claimed), FAILURE, TOOK, null);
    assertThat(count("status = 'ABANDONED' and attempts = 2 and ended_at is not null"))
        .isEqualTo(1);
    assertThat(fixture.value("select last_error from bamotf_inbox"))
        .startsWith("java.lang.IllegalStateException: out of\uFFFDstock");
    assertThat(
            fixture.value(
                "select count(*) from bamotf_inbox_attempt where error_class = 'java.lang.IllegalStateException'"
                    + " and duration_ms = 1234 and stack like '%InboxContract%' and started_at < current_timestamp"))
        .isEqualTo("2");
    assertThat(fixture.value("select max(attempt) from bamotf_inbox_attempt")).isEqualTo("2");
    assertThat(inTransaction(() -> fixture.inbox.claim())).isEqualTo(Claim.None.NOTHING);
  }

  @Test
  void keepsAFailureOnlyIfNobodyElseDecidedMeanwhile() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    ClaimedEntry entry = inTransaction(this::claimed);
    fixture.inbox.recordFailure(entry, FAILURE, TOOK, Duration.ZERO);
    assertThat(fixture.inbox.recordFailure(entry, FAILURE, TOOK, Duration.ZERO)).isFalse();
    assertThat(fixture.inbox.recordFailure(entry, FAILURE, TOOK, null)).isFalse();
    assertThat(fixture.value("select count(*) from bamotf_inbox_attempt")).isEqualTo("1");
  }

  @Test
  void quarantinesWhatItCannotReadAsAWhole() throws SQLException {
    byte[] broken = {'{', (byte) 0xFF, 0, '}'};
    assertThat(fixture.store(broken)).isEqualTo(StoreResult.Kept.STORED);
    assertThat(fixture.store(broken)).isEqualTo(StoreResult.Kept.DUPLICATE);
    assertThat(count("status = 'QUARANTINED' and last_error like '%UTF-8%'")).isEqualTo(1);
    assertThat(inTransaction(() -> fixture.inbox.claim())).isEqualTo(Claim.None.NOTHING);
  }

  @Test
  void aRefusedEntryDoesNotFailItsNeighbours() {
    NewEntry good =
        fixture.intake.read(utf8(Bodies.event("pi_1", "succeeded")), Source.WEBHOOK, null);
    NewEntry bad =
        new NewEntry("x".repeat(401), good.event(), null, Source.WEBHOOK, null, good.body());
    NewEntry other =
        fixture.intake.read(utf8(Bodies.event("pi_2", "succeeded")), Source.WEBHOOK, null);
    InboxFixture idle = new InboxFixture(freshDatabase(), settings());
    List<CompletableFuture<StoreResult>> results =
        List.of(good, bad, other).stream()
            .map(entry -> idle.inbox.enqueue(entry).toCompletableFuture())
            .toList();
    try (idle) {
      idle.started();
      assertThat(results.get(0).orTimeout(10, TimeUnit.MINUTES).join())
          .isEqualTo(StoreResult.Kept.STORED);
      assertThat(results.get(1).orTimeout(10, TimeUnit.MINUTES).join())
          .isInstanceOf(StoreResult.Unavailable.class);
      assertThat(results.get(2).orTimeout(10, TimeUnit.MINUTES).join())
          .isEqualTo(StoreResult.Kept.STORED);
    }
  }

  @Test
  void manyThreadsStoreEachEventOnce() {
    int deliveries = 8;
    int events = 40;
    List<CompletableFuture<StoreResult>> results =
        IntStream.range(0, deliveries * events)
            .mapToObj(i -> utf8(Bodies.event("pi_" + i % events, "succeeded")))
            .map(body -> CompletableFuture.supplyAsync(() -> fixture.store(body), threads))
            .toList();
    assertThat(results.stream().map(CompletableFuture::join))
        .filteredOn(StoreResult.Kept.STORED::equals)
        .hasSize(events);
    assertThat(count("true")).isEqualTo(events);
    assertThat(count("deliveries = " + deliveries)).isEqualTo(events);
  }

  @Test
  void aTransactionOfTheCallerDoesNotDecide() {
    assertThatThrownBy(
            () ->
                inTransaction(
                    () -> {
                      assertThat(fixture.store(Bodies.event("pi_1", "succeeded")))
                          .isEqualTo(StoreResult.Kept.STORED);
                      throw new IllegalStateException("of the host");
                    }))
        .hasMessage("of the host");
    assertThat(count("payment_intent_id = 'pi_1'")).isEqualTo(1);
  }

  @Test
  void wakesAWorkerOnlyAfterTheCommit() throws InterruptedException {
    assertThat(fixture.signal.await(Duration.ZERO)).isFalse();
    fixture.store(Bodies.event("pi_1", "succeeded"));
    assertThat(fixture.signal.await(Duration.ofSeconds(10))).isTrue();
    fixture.store(Bodies.event("pi_1", "succeeded"));
    assertThat(fixture.signal.await(Duration.ZERO)).as("a duplicate wakes nobody").isFalse();
  }

  @Test
  void wakesAnotherWorkerWhenTheOneThatWasWokenFoundARetry() throws Exception {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    assertThat(fixture.signal.await(Duration.ofSeconds(10))).isTrue();
    ClaimedEntry first = inTransaction(this::claimed);
    assertThat(fixture.signal.await(Duration.ZERO)).as("the entry it was woken for").isFalse();
    fixture.inbox.recordFailure(first, FAILURE, TOOK, Duration.ZERO);
    assertThat(inTransaction(this::claimed).attempts()).isEqualTo(1);
    assertThat(fixture.signal.await(Duration.ZERO)).isTrue();
    assertThat(fixture.signal.await(Duration.ZERO)).as("one for each retry").isFalse();
  }

  private ClaimedEntry handleNext() throws SQLException {
    return inTransaction(
        () -> {
          ClaimedEntry entry = claimed();
          assertThat(fixture.inbox.end(entry, EntryStatus.HANDLED)).isTrue();
          return entry;
        });
  }

  private ClaimedEntry claimed() throws SQLException {
    Claim claim = fixture.inbox.claim();
    assertThat(claim).isInstanceOf(ClaimedEntry.class);
    return (ClaimedEntry) claim;
  }

  private <T> T inTransaction(InboxFixture.SqlWork<T> work) throws SQLException {
    return fixture.inClaimTransaction(work);
  }

  /** Does the work in a transaction of another thread, and waits for it. */
  private <T> T elsewhere(InboxFixture.SqlWork<T> work) {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return inTransaction(work);
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            },
            threads)
        .orTimeout(10, TimeUnit.MINUTES)
        .join();
  }

  private int count(String condition) {
    return Integer.parseInt(fixture.value("select count(*) from bamotf_inbox where " + condition));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
