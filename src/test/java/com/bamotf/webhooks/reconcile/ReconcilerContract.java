package com.bamotf.webhooks.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.client.Api;
import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.StoreResult;
import com.bamotf.webhooks.testing.FakeBamotf;
import com.bamotf.webhooks.testing.FakeIntent;
import com.bamotf.webhooks.wire.EventReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run finds and stores, on each database. */
abstract class ReconcilerContract {

  private static final int MANY = 1_200;

  private final FakeBamotf bamotf = new FakeBamotf();
  private DataSource database;
  private ReconcileFixture fixture;

  abstract DataSource freshDatabase();

  @BeforeEach
  void start() throws Exception {
    database = freshDatabase();
    fixture = new ReconcileFixture(database, ReconcileFixture.settings(bamotf));
  }

  @AfterEach
  void stop() {
    fixture.close();
    bamotf.close();
  }

  // -- what is stored

  @Test
  void storesTheEventOfEachStatus() throws Exception {
    FakeIntent processing = bamotf.add("prod").with("processing");
    FakeIntent succeeded = bamotf.add("prod").with("succeeded");
    FakeIntent canceled = bamotf.add("prod").with("canceled");
    bamotf.add("prod").with("pending");
    bamotf.add("prod").with("refunded");
    RunOutcome outcome = fixture.run();
    assertThat(outcome.counts()).isEqualTo(new RunCounts(5, 3, 3, 0, 0, 0));
    assertThat(outcome.complete()).isTrue();
    assertThat(outcome.problem()).isNull();
    assertThat(facts())
        .containsExactlyInAnyOrder(
            processing.id + " payment_intent.processing",
            succeeded.id + " payment_intent.succeeded",
            canceled.id + " payment_intent.canceled");
    assertThat(fixture.stored("source = 'RECONCILED' and status = 'PENDING'")).isEqualTo(3);
  }

  @Test
  void inventsNothing() throws Exception {
    FakeIntent intent = bamotf.add("prod").with("succeeded").withMetadata("{\"orderId\":\"7 ä\"}");
    Instant before = Instant.now().minusSeconds(1);
    fixture.run();
    PaymentIntentEvent event = new EventReader().read(body(), Source.RECONCILED, null);
    assertThat(event.paymentIntent().id()).isEqualTo(intent.id);
    assertThat(event.paymentIntent().status()).isEqualTo(PaymentIntent.SUCCEEDED);
    assertThat(event.paymentIntent().metadata("orderId")).hasValue("7 ä");
    assertThat(event.paymentIntent().transactionsKnown()).isFalse();
    assertThat(event.paymentIntent().receivedAmount()).isEmpty();
    assertThat(event.paymentIntent().isPaid()).isTrue();
    assertThat(event.delivery().created()).isBetween(before, Instant.now());
    assertThat(event.delivery().idempotencyKey()).isEqualTo("reconciled");
  }

  @Test
  void aLateWebhookOfTheSameEventIsADuplicate() throws Exception {
    FakeIntent intent = bamotf.add("prod").with("succeeded");
    fixture.run();
    assertThat(fixture.inbox.store(Bodies.event(intent.id, "succeeded")))
        .isInstanceOf(StoreResult.Duplicate.class);
    assertThat(fixture.stored("deliveries = 2 and source = 'RECONCILED'")).isEqualTo(1);
    assertThat(fixture.stored("1 = 1")).isEqualTo(1);
  }

  @Test
  void ignoresWhatTheInboxHas() throws Exception {
    FakeIntent intent = bamotf.add("prod").with("succeeded");
    fixture.inbox.store(Bodies.event(intent.id, "succeeded"));
    assertThat(fixture.run().counts()).isEqualTo(new RunCounts(1, 0, 0, 0, 0, 0));
    assertThat(fixture.stored("deliveries = 1 and source = 'WEBHOOK'")).isEqualTo(1);
  }

  /** The window may have been shorter, and so the retention, when it was deleted. */
  @Test
  void whatRetentionHasDeletedIsNoGap() throws Exception {
    Instant longAgo = Instant.now().minus(Duration.ofDays(100));
    FakeIntent old = new FakeIntent("prod").createdAt(longAgo).with("succeeded", longAgo);
    Instant later = Instant.now().minus(Duration.ofDays(80));
    FakeIntent missed = new FakeIntent("prod").createdAt(later).with("succeeded", later);
    bamotf.add(old);
    bamotf.add(missed);
    try (ReconcileFixture wide =
        new ReconcileFixture(
            database, ReconcileFixture.withWindow(bamotf, Duration.ofDays(1_000)))) {
      storeHandled(wide, old);
      wide.inbox.purgeAfter(95);
      assertThat(wide.stored("1 = 1")).as("deleted").isZero();
      assertThat(wide.run().counts().filled()).isEqualTo(1);
      assertThat(facts()).containsExactly(missed.id + " payment_intent.succeeded");
    }
  }

  @Test
  void readsNothingThatRetentionHasDeleted() throws Exception {
    for (int i = 0; i < 3; i++) {
      bamotf.add(old(Instant.now().minus(Duration.ofDays(100 + i))));
    }
    for (int i = 0; i < 600; i++) {
      bamotf.add("prod").with("succeeded");
    }
    try (ReconcileFixture wide = wide(System::nanoTime)) {
      storeHandled(wide, old(Instant.now().minus(Duration.ofDays(100))));
      wide.inbox.purgeAfter(95);
      assertThat(wide.run().counts().seen()).isEqualTo(600);
    }
  }

  /** By bamotf's clock, which may be ahead of the database's by as much as a signature may be. */
  @Test
  void whatRetentionHasDeletedIsNoGapEvenIfBamotfsClockIsAhead() throws Exception {
    Instant deletedUntil = Instant.now().minus(Duration.ofDays(90));
    FakeIntent ahead = old(deletedUntil.plus(Duration.ofMinutes(4)));
    FakeIntent missed = old(deletedUntil.plus(Duration.ofMinutes(6)));
    bamotf.add(ahead);
    bamotf.add(missed);
    try (ReconcileFixture wide = wide(System::nanoTime)) {
      storeHandled(wide, ahead);
      wide.inbox.purgeAfter(95);
      assertThat(wide.run().counts().filled()).isEqualTo(1);
      assertThat(facts()).containsExactly(missed.id + " payment_intent.succeeded");
    }
  }

  /** The oldest are read last, up to half an hour later. */
  @ParameterizedTest
  @ValueSource(ints = {0, 500})
  void whatRetentionDeletesDuringARunIsNoGap(int filledBefore) throws Exception {
    FakeIntent old = old(Instant.now().minus(Duration.ofDays(100)));
    bamotf.add(old);
    for (int i = 0; i < 2 * filledBefore; i++) {
      bamotf.add("prod").with("succeeded");
    }
    AtomicReference<Callable<Void>> beforeEachRead = new AtomicReference<>(() -> null);
    try (ReconcileFixture wide = wide(nanoTimeAfter(beforeEachRead))) {
      storeHandled(wide, old);
      AtomicInteger reads = new AtomicInteger(-1); // the first look is at the start of the run
      beforeEachRead.set(
          () -> {
            if (reads.incrementAndGet() > 0
                && wide.stored("source = 'RECONCILED'") == filledBefore) {
              beforeEachRead.set(() -> null);
              wide.inbox.purgeAfter(95);
              assertThat(known(wide, old)).as("deleted").isZero();
            }
            return null;
          });
      assertThat(wide.run().counts().filled()).isEqualTo(2L * filledBefore);
      assertThat(known(wide, old)).isZero();
      assertThat(wide.inbox.value("select complete_since from bamotf_inbox_retention"))
          .as("it was purged")
          .doesNotStartWith("1970");
    }
  }

  @Test
  void retentionByAClockThatWasAheadIsAProblem() throws Exception {
    bamotf.add("prod").with("succeeded");
    fixture.inbox.update(
        "update bamotf_inbox_retention set complete_since = current_timestamp + interval '30' day");
    RunOutcome outcome = fixture.run();
    assertThat(outcome.complete()).isTrue();
    assertThat(outcome.counts().filled()).isZero();
    assertThat(outcome.problem()).contains("Set complete_since of bamotf_inbox_retention");
    fixture.inbox.update("update bamotf_inbox_retention set complete_since = current_timestamp");
    bamotf.add("prod").createdAt(Instant.now().plusSeconds(301)).with("succeeded");
    assertThat(fixture.run().problem()).isNull();
    assertThat(fixture.stored("1 = 1")).isEqualTo(1);
  }

  private ReconcileFixture wide(LongSupplier nanoTime) throws Exception {
    return new ReconcileFixture(
        database, ReconcileFixture.withWindow(bamotf, Duration.ofDays(1_000)), nanoTime);
  }

  private static LongSupplier nanoTimeAfter(AtomicReference<Callable<Void>> action) {
    return () -> {
      try {
        action.get().call();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      return System.nanoTime();
    };
  }

  private static FakeIntent old(Instant created) {
    return new FakeIntent("prod").createdAt(created).with("succeeded", created);
  }

  private static void storeHandled(ReconcileFixture server, FakeIntent intent) {
    server.inbox.store(Bodies.event(intent.id, "succeeded"));
    server.inbox.update(
        "update bamotf_inbox set status = 'HANDLED', next_attempt_at = null, ended_at = current_timestamp");
  }

  private static int known(ReconcileFixture server, FakeIntent intent) {
    return server.stored("payment_intent_id = '%s'".formatted(intent.id));
  }

  @Test
  void storesTheNextEventOfAKnownIntent() throws Exception {
    FakeIntent intent = bamotf.add("prod").with("succeeded");
    fixture.inbox.store(Bodies.event(intent.id, "processing"));
    assertThat(fixture.run().counts().filled()).isEqualTo(1);
  }

  @Test
  void fillsNothingTwice() throws Exception {
    bamotf.add("prod").with("succeeded");
    fixture.run();
    assertThat(fixture.run().counts()).isEqualTo(new RunCounts(1, 0, 0, 0, 0, 0));
  }

  @Test
  void goesThroughMoreThanOneBatch() throws Exception {
    for (int i = 0; i < MANY; i++) {
      bamotf.add("prod").with(i % 2 == 0 ? "succeeded" : "pending");
    }
    assertThat(fixture.run().counts()).isEqualTo(new RunCounts(MANY, MANY / 2, MANY / 2, 0, 0, 0));
    assertThat(fixture.stored("1 = 1")).isEqualTo(MANY / 2);
  }

  // -- what is left out

  @Test
  void leavesARecentChangeToItsWebhookAndRunsAgainSoon() throws Exception {
    bamotf.add("prod").with("succeeded", Instant.now());
    FakeIntent known = bamotf.add("prod").with("succeeded", Instant.now());
    fixture.inbox.store(Bodies.event(known.id, "succeeded"));
    RunOutcome outcome = fixture.run();
    assertThat(outcome.counts()).isEqualTo(new RunCounts(2, 0, 0, 0, 1, 0));
    assertThat(fixture.stored("source = 'RECONCILED'")).isZero();
    assertThat(fixture.runIfDue()).isEmpty();
    fixture.passTime(Duration.ofSeconds(16));
    assertThat(fixture.runIfDue()).isPresent();
  }

  @Test
  void stopsAtTheWindow() throws Exception {
    Instant tooOld = Instant.now().minus(Duration.ofDays(31));
    bamotf.add(new FakeIntent("behind", "prod")).with("succeeded").createdAt(Instant.now());
    bamotf.add("prod").createdAt(tooOld).with("succeeded");
    FakeIntent inside =
        bamotf.add("prod").createdAt(tooOld.plus(Duration.ofDays(2))).with("succeeded");
    assertThat(fixture.run().counts()).isEqualTo(new RunCounts(1, 1, 1, 0, 0, 0));
    assertThat(facts()).containsExactly(inside.id + " payment_intent.succeeded");
  }

  @Test
  void skipsAModeThatIsNotAccepted() throws Exception {
    bamotf.add("prod").with("succeeded");
    try (ReconcileFixture test =
        new ReconcileFixture(database, ReconcileFixture.withModes(bamotf, "test"))) {
      assertThat(test.run().counts()).isEqualTo(new RunCounts(1, 0, 0, 1, 0, 0));
      assertThat(test.stored("1 = 1")).isZero();
    }
  }

  // -- what goes wrong

  @Test
  void oneUnreadableIntentStopsNoOther() throws Exception {
    bamotf.add("prod").with("succeeded");
    FakeIntent bad = bamotf.add("prod").with("succeeded").withAmount("\"1.5\"");
    bamotf.add("prod").with("succeeded");
    RunOutcome outcome = fixture.run();
    assertThat(outcome.counts()).isEqualTo(new RunCounts(2, 2, 2, 0, 0, 1));
    assertThat(outcome.complete()).isTrue();
    assertThat(outcome.problem()).contains(bad.id).contains("amount");
    assertThat(fixture.status().isDegraded()).isTrue();
    assertThat(fixture.status().succeededAt()).isNotNull();
  }

  @Test
  void tenMegabytesOfMetadataStopNoOther() throws Exception {
    bamotf.add("prod").with("succeeded");
    FakeIntent large =
        bamotf
            .add("prod")
            .with("succeeded")
            .withMetadata("{\"x\":\"" + "y".repeat(10 << 20) + "\"}");
    bamotf.add("prod").with("succeeded");
    RunOutcome outcome = fixture.run();
    assertThat(outcome.counts()).isEqualTo(new RunCounts(2, 2, 2, 0, 0, 1));
    assertThat(outcome.problem()).contains(large.id).contains("bamotf.webhook.max-body-size");
  }

  @Test
  void whatFitsOnlyWithoutTheEventAroundItIsRefusedAndNotQuarantined() throws Exception {
    FakeIntent deep =
        bamotf.add("prod").with("succeeded").withMetadata("[".repeat(63) + "]".repeat(63));
    String padding = "x".repeat(65_536 - 100);
    int rest = 65_536 - ("{" + bamotf.add("prod").json(true) + "}").length();
    FakeIntent long_ =
        bamotf.add("prod").with("succeeded").withMetadata('"' + padding.substring(0, rest) + '"');
    RunOutcome outcome = fixture.run();
    assertThat(outcome.counts().unreadable()).isEqualTo(2);
    assertThat(outcome.problem()).contains(deep.id).contains(long_.id);
    assertThat(fixture.stored("1 = 1")).isZero();
  }

  @Test
  void keepsWhatWasReadBeforeTheListBrokeAndHealsAtTheNextRun() throws Exception {
    for (int i = 0; i < MANY; i++) {
      bamotf.add("prod").with("succeeded");
    }
    bamotf.misbehave(exchange -> bamotf.sendList(exchange, "prod", 1_000));
    RunOutcome broken = fixture.run();
    assertThat(broken.complete()).isFalse();
    assertThat(broken.problem()).contains("cut off");
    assertThat(broken.counts().filled()).isEqualTo(fixture.stored("1 = 1")).isGreaterThan(900);
    bamotf.misbehave(null);
    assertThat(fixture.run().problem()).isNull();
    assertThat(fixture.stored("1 = 1")).isEqualTo(MANY);
  }

  @Test
  void reportsThatBamotfIsDownAndRetriesSooner() throws Exception {
    bamotf.add("prod").with("succeeded");
    bamotf.misbehave(exchange -> FakeBamotf.answer(exchange, 503, "Service Unavailable"));
    RunOutcome failed = fixture.run();
    assertThat(failed.problem()).contains("503");
    assertThat(fixture.status().failures()).isEqualTo(1);
    assertThat(fixture.status().succeededAt()).isNull();
    assertThat(fixture.runIfDue()).isEmpty();
    fixture.passTime(Duration.ofSeconds(16));
    assertThat(fixture.runIfDue()).isPresent();
    assertThat(fixture.status().failures()).isEqualTo(2);
    fixture.passTime(Duration.ofSeconds(16));
    assertThat(fixture.runIfDue()).as("the backoff doubles").isEmpty();
    bamotf.misbehave(null);
    fixture.passTime(Duration.ofSeconds(16));
    assertThat(fixture.runIfDue().orElseThrow().counts().filled()).isEqualTo(1);
    assertThat(fixture.status().failures()).isZero();
    assertThat(fixture.status().problem()).isNull();
  }

  @Test
  void reportsThatTheInboxStoredNothingAndFindsTheGapAgain() throws Exception {
    bamotf.add("prod").with("succeeded");
    try (ReconcileFixture full =
        new ReconcileFixture(database, ReconcileFixture.withoutPlaces(bamotf))) {
      RunOutcome outcome = full.run();
      assertThat(outcome.complete()).isFalse();
      assertThat(outcome.problem()).contains("did not store");
      assertThat(outcome.counts()).isEqualTo(new RunCounts(1, 1, 0, 0, 0, 0));
    }
    assertThat(fixture.run().counts()).isEqualTo(new RunCounts(1, 1, 1, 0, 0, 0));
  }

  /** As many as the setting must allow, half of them for webhooks. */
  @Test
  void leavesHalfOfTheFewestPlacesToWebhooks() throws Exception {
    for (int i = 0; i < MANY; i++) {
      bamotf.add("prod").with("succeeded");
    }
    int webhooks = 64;
    try (ReconcileFixture few =
        new ReconcileFixture(database, ReconcileFixture.withPlaces(bamotf, 128 - webhooks))) {
      assertThat(few.run().problem()).isNull();
      assertThat(few.stored("1 = 1")).isEqualTo(MANY);
    }
  }

  @Test
  void reportsAWrongKeyWithoutTheKey() throws Exception {
    try (ReconcileFixture wrong =
        new ReconcileFixture(database, Api.settings(bamotf.url(), "hush-hush"))) {
      assertThat(wrong.run().problem()).contains("401").contains("bamotf.api.key");
      assertThat(wrong.status().toString()).doesNotContain("hush");
    }
  }

  @Test
  void reportsGarbage() throws Exception {
    bamotf.misbehave(exchange -> FakeBamotf.answer(exchange, 200, "<html>hello</html>"));
    RunOutcome outcome = fixture.run();
    assertThat(outcome.complete()).isFalse();
    assertThat(outcome.problem()).contains("bamotf.api.url");
  }

  @Test
  void findsAtTheNextRunWhatChangedWhileTheListWasRead() throws Exception {
    FakeIntent late = bamotf.add("prod");
    FakeIntent first = bamotf.add("prod").with("succeeded");
    bamotf.list(
        intents ->
            intents.stream()
                .map(
                    each -> {
                      String json = "{" + each.json(true) + "}";
                      late.with("succeeded");
                      return each == late ? json.replace("succeeded", "pending") : json;
                    })
                .iterator());
    assertThat(fixture.run().counts().filled()).isEqualTo(1);
    assertThat(facts()).containsExactly(first.id + " payment_intent.succeeded");
    bamotf.list(FakeBamotf::elements);
    assertThat(fixture.run().counts()).isEqualTo(new RunCounts(2, 1, 1, 0, 0, 0));
  }

  @Test
  void anIntentThatStandsTwiceInTheListIsStoredOnce() throws Exception {
    FakeIntent intent = bamotf.add("prod").with("succeeded");
    String json = "{" + intent.json(true) + "}";
    bamotf.list(intents -> IntStream.range(0, 3).mapToObj(i -> json).iterator());
    assertThat(fixture.run().counts().filled()).isEqualTo(1);
  }

  @Test
  void aStoppingServerEndsItsRunAndLeavesItToAnother() throws Exception {
    bamotf.add("prod").with("succeeded");
    bamotf.list(
        intents ->
            Stream.of(1, 2)
                .map(
                    i -> {
                      if (i == 1) { // a second time could come after the reset below
                        fixture.stopping.set(true);
                      }
                      return FakeBamotf.elements(intents).next() + " ".repeat(100_000);
                    })
                .iterator());
    RunOutcome outcome = fixture.run();
    assertThat(outcome.complete()).isFalse();
    assertThat(fixture.status().running()).isFalse();
    assertThat(fixture.status().failures()).isZero();
    fixture.stopping.set(false);
    bamotf.list(FakeBamotf::elements);
    assertThat(fixture.runIfDue().orElseThrow().complete()).isTrue();
  }

  private List<String> facts() throws Exception {
    List<String> facts = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select payment_intent_id, event from bamotf_inbox");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        facts.add(row.getString(1) + " " + row.getString(2));
      }
    }
    return facts;
  }

  private byte[] body() throws Exception {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement("select body from bamotf_inbox");
        ResultSet row = select.executeQuery()) {
      assertThat(row.next()).isTrue();
      return new String(row.getBytes(1), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    }
  }
}
