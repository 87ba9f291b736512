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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the inbox promises to whoever stores an event, on any database. */
abstract class StoringContract {

  private DataSource dataSource;
  InboxFixture fixture;
  final ExecutorService threads = Executors.newCachedThreadPool();

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
    assertThat(fixture.store(Bodies.event("pi_1", "succeeded")))
        .isInstanceOf(StoreResult.Stored.class);
    assertThat(fixture.store(Bodies.event("pi_1", "succeeded")))
        .isInstanceOf(StoreResult.Duplicate.class);
    assertThat(count("1 = 1")).isEqualTo(1);
    assertThat(fixture.value("select deliveries from bamotf_inbox")).isEqualTo("2");
  }

  /** Whether it is alone or in a batch, new, a duplicate in its batch, or of an earlier one. */
  @Test
  void namesTheEntryOfEveryDelivery() throws SQLException {
    StoreResult alone = fixture.store(Bodies.event("pi_1", "succeeded"));
    InboxWriter writer = new InboxWriter(fixture.database, fixture.signal);
    List<HeldDelivery> batch =
        Stream.of("pi_2", "pi_1", "pi_2", "pi_0")
            .map(this::succeeded)
            .map(HeldDelivery::new)
            .toList();
    InboxWriter.Written written = writer.store(batch.stream().map(HeldDelivery::entry).toList());
    batch.forEach(each -> each.stored(written));
    assertThat(alone).isEqualTo(new StoreResult.Stored(id("pi_1")));
    assertThat(batch.stream().map(each -> each.result().join()))
        .containsExactly(
            new StoreResult.Stored(id("pi_2")),
            new StoreResult.Duplicate(id("pi_1")),
            new StoreResult.Duplicate(id("pi_2")),
            new StoreResult.Stored(id("pi_0")));
  }

  @Test
  void aDuplicateThatWasDeletedMeanwhileNamesNoEntry() throws SQLException {
    fixture.inbox.prepare();
    HeldDelivery duplicate = new HeldDelivery(succeeded("pi_1"));
    Map<String, Integer> deliveries = Map.of(duplicate.entry().deduplicationKey(), 1);
    try (Connection connection = fixture.connection()) {
      Map<String, Long> ids = EntryTable.addDeliveries(connection, deliveries);
      duplicate.stored(new InboxWriter.Written(new HashMap<>(), ids));
    }
    assertThat(duplicate.result().join()).isEqualTo(new StoreResult.Duplicate(null));
  }

  private long id(String intent) {
    return Long.parseLong(
        fixture.value("select id from bamotf_inbox where payment_intent_id = ?", intent));
  }

  private NewEntry succeeded(String intent) {
    return fixture.intake.read(utf8(Bodies.event(intent, "succeeded")), Source.WEBHOOK, null);
  }

  /** Some pools disable auto-commit; an event must not be returned to them uncommitted. */
  @Test
  void commitsOnAConnectionThatDoesNotDoSoByItself() {
    try (InboxFixture other = new InboxFixture(notCommitting(dataSource), settings()).started()) {
      assertThat(other.store(Bodies.event("pi_1", "succeeded")))
          .isInstanceOf(StoreResult.Stored.class);
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
        .isInstanceOf(StoreResult.Duplicate.class);
  }

  @Test
  void acceptsAnIdempotencyKeyThatIsReusedForAnotherEvent() {
    fixture.store(Bodies.event("pi_1", "succeeded", "1", "prod"));
    assertThat(fixture.store(Bodies.event("pi_2", "succeeded", "1", "prod")))
        .isInstanceOf(StoreResult.Stored.class);
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
            fixture
                .inbox
                .known(
                    Set.of(
                        first,
                        last,
                        succeeded("pi_1", "test"),
                        succeeded("pi_2", "prod"),
                        succeeded("pi_3", "prod")))
                .stored())
        .containsExactlyInAnyOrder(first, last);
    assertThat(fixture.inbox.known(Set.of()).stored()).isEmpty();
  }

  static KnownEvent succeeded(String intent, String mode) {
    return new KnownEvent(intent, mode, "payment_intent.succeeded");
  }

  @Test
  void tellsEventsApartWhoseNamesRunTogether() {
    fixture.store(Bodies.event("a", "b payment_intent.c"));
    assertThat(fixture.store(Bodies.event("a payment_intent.b", "c")))
        .isInstanceOf(StoreResult.Stored.class);
  }

  @Test
  void tellsEventsApartWhoseNamesAreOfMaximumLength() {
    String intent = "\uD83D\uDCB0".repeat(127) + "x";
    String event = "y".repeat(239);
    String key = "\u20BF".repeat(254);
    fixture.store(Bodies.event(intent, event + "1", key + "1", "prod"));
    assertThat(fixture.store(Bodies.event(intent, event + "2", key + "1", "prod")))
        .isInstanceOf(StoreResult.Stored.class);
    assertThat(fixture.store(Bodies.event(intent, event + "1", key + "2", "prod")))
        .isInstanceOf(StoreResult.Stored.class);
    assertThat(fixture.store(Bodies.event(intent, event + "1", key + "1", "prod")))
        .isInstanceOf(StoreResult.Duplicate.class);
  }

  @Test
  void tellsUnknownEventsApartByTheirIdempotencyKey() {
    fixture.store(Bodies.event("pi_1", "refunded", "1", "prod"));
    assertThat(fixture.store(Bodies.event("pi_1", "refunded", "2", "prod")))
        .isInstanceOf(StoreResult.Stored.class);
    assertThat(fixture.store(Bodies.event("pi_1", "refunded", "2", "prod")))
        .isInstanceOf(StoreResult.Duplicate.class);
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
    assertThat(all).filteredOn(StoreResult.Stored.class::isInstance).hasSize(1);
    assertThat(all).filteredOn(StoreResult.Duplicate.class::isInstance).hasSize(7);
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
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).isInstanceOf(StoreResult.Stored.class),
            other -> assertThat(other).isInstanceOf(StoreResult.Duplicate.class));
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
      assertThat(other.store(Bodies.event("pi_1", "succeeded")))
          .isInstanceOf(StoreResult.Stored.class);
    }
  }

  @Test
  void quarantinesWhatItCannotReadAsAWhole() throws SQLException {
    byte[] broken = {'{', (byte) 0xFF, 0, '}'};
    assertThat(fixture.store(broken)).isInstanceOf(StoreResult.Stored.class);
    assertThat(fixture.store(broken)).isInstanceOf(StoreResult.Duplicate.class);
    assertThat(count("status = 'QUARANTINED' and last_error like '%UTF-8%'")).isEqualTo(1);
    assertThat(inTransaction(() -> fixture.inbox.claim())).isEqualTo(Claim.None.NOTHING);
  }

  @Test
  void aRefusedEntryDoesNotFailItsNeighbours() {
    NewEntry good =
        fixture.intake.read(utf8(Bodies.event("pi_1", "succeeded")), Source.WEBHOOK, null);
    NewEntry bad =
        new NewEntry("x".repeat(401), good.event(), null, Source.WEBHOOK, null, null, good.body());
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
          .isInstanceOf(StoreResult.Stored.class);
      assertThat(results.get(1).orTimeout(10, TimeUnit.MINUTES).join())
          .isInstanceOf(StoreResult.Unavailable.class);
      assertThat(results.get(2).orTimeout(10, TimeUnit.MINUTES).join())
          .isInstanceOf(StoreResult.Stored.class);
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
        .filteredOn(StoreResult.Stored.class::isInstance)
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
                          .isInstanceOf(StoreResult.Stored.class);
                      throw new IllegalStateException("of the host");
                    }))
        .hasMessage("of the host");
    assertThat(count("payment_intent_id = 'pi_1'")).isEqualTo(1);
  }

  ClaimedEntry claimed() throws SQLException {
    Claim claim = fixture.inbox.claim();
    assertThat(claim).isInstanceOf(ClaimedEntry.class);
    return (ClaimedEntry) claim;
  }

  <T> T inTransaction(InboxFixture.SqlWork<T> work) throws SQLException {
    return fixture.inClaimTransaction(work);
  }

  int count(String condition) {
    return Integer.parseInt(fixture.value("select count(*) from bamotf_inbox where " + condition));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
