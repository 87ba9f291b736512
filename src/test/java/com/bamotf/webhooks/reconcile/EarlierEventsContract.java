package com.bamotf.webhooks.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.StoreResult;
import com.bamotf.webhooks.testing.FakeBamotf;
import com.bamotf.webhooks.testing.FakeIntent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happened before reconciliation's beginning is left alone, on each database. */
abstract class EarlierEventsContract {

  private static final Instant HOUR_AGO =
      Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
  private static final int MANY = 1_200;

  private final FakeBamotf bamotf = new FakeBamotf();
  private final Log log = new Log(EarlierEvents.class);
  private DataSource database;

  abstract DataSource freshDatabase();

  @BeforeEach
  void start() {
    database = freshDatabase();
  }

  @AfterEach
  void stop() {
    log.close();
    bamotf.close();
  }

  private ReconcileFixture since(Instant since) throws Exception {
    return new ReconcileFixture(
        database, ReconcileFixture.since(bamotf, Optional.ofNullable(since)));
  }

  /** Created long before the times of the tests. */
  private FakeIntent add(String status, Instant changed) {
    return bamotf.add("prod").createdAt(HOUR_AGO.minus(Duration.ofDays(1))).with(status, changed);
  }

  @Test
  void anEditMakesNoEventOfThePastLookNew() throws Exception {
    FakeIntent paid = add("succeeded", HOUR_AGO.minusSeconds(1));
    FakeIntent missed = add("succeeded", HOUR_AGO.plusSeconds(1));
    try (ReconcileFixture fixture = since(HOUR_AGO)) {
      assertThat(fixture.run().counts()).isEqualTo(new RunCounts(2, 1, 1, 0, 0, 0));
      assertThat(stored(fixture, missed)).isEqualTo(1);
      paid.with("succeeded", HOUR_AGO.plusSeconds(60)); // its description is edited
      assertThat(fixture.run().counts()).isEqualTo(new RunCounts(2, 0, 0, 0, 0, 0));
      assertThat(stored(fixture, paid)).isZero();
      assertThat(log.lines())
          .containsExactly(
              "INFO BAMOTF505: reconciliation of account 1 begins at %s; older events left alone: 1. To have them handled, set bamotf.reconcile.since to an earlier time"
                  .formatted(HOUR_AGO));
    }
  }

  @Test
  void withoutTheSettingItBeginsWhenTheTablesAreCreated() throws Exception {
    FakeIntent paid = add("succeeded", Instant.now().minus(Duration.ofMinutes(2)));
    try (ReconcileFixture fixture = since(null)) {
      assertThat(fixture.run().counts()).isEqualTo(new RunCounts(1, 0, 0, 0, 0, 0));
      fixture.inbox.update(
          "update bamotf_schema_version set applied_at = applied_at - interval '1' hour");
      FakeIntent missed = add("succeeded", Instant.now().minus(Duration.ofMinutes(1)));
      paid.with("processing", Instant.now().minus(Duration.ofMinutes(1)));
      assertThat(fixture.run().counts().filled()).as("since the installation").isEqualTo(2);
      assertThat(stored(fixture, missed)).isEqualTo(1);
    }
  }

  @Test
  void thePaymentOfAnEarlierIntentIsFilled() throws Exception {
    FakeIntent intent = add("processing", HOUR_AGO.minusSeconds(1));
    try (ReconcileFixture fixture = since(HOUR_AGO)) {
      assertThat(fixture.run().counts().filled()).isZero();
      intent.with("succeeded", HOUR_AGO.plusSeconds(60));
      assertThat(fixture.run().counts().filled()).isEqualTo(1);
      assertThat(fixture.stored("event = 'payment_intent.succeeded'")).isEqualTo(1);
    }
  }

  /** It keeps the time of its cancellation. */
  @Test
  void thePaymentOfAnIntentThatWasCanceledEarlierIsFilled() throws Exception {
    FakeIntent late = add("pending", HOUR_AGO);
    late.cancel("null", HOUR_AGO.minusSeconds(1));
    late.with("succeeded", HOUR_AGO.plusSeconds(60));
    try (ReconcileFixture fixture = since(HOUR_AGO)) {
      assertThat(fixture.run().counts().filled()).isEqualTo(1);
      assertThat(stored(fixture, late)).isEqualTo(1);
    }
  }

  @Test
  void anEditMovesNoCancellation() throws Exception {
    FakeIntent before = add("pending", HOUR_AGO);
    before.cancel("null", HOUR_AGO.minusSeconds(1));
    before.with("canceled", HOUR_AGO.plusSeconds(60));
    FakeIntent after = add("pending", HOUR_AGO);
    after.cancel("null", HOUR_AGO.plusSeconds(1));
    try (ReconcileFixture fixture = since(HOUR_AGO)) {
      assertThat(fixture.run().counts().filled()).isEqualTo(1);
      assertThat(stored(fixture, before)).isZero();
      assertThat(stored(fixture, after)).isEqualTo(1);
    }
  }

  @Test
  void anEarlierBeginningFillsWhatALaterOneLeftAlone() throws Exception {
    FakeIntent intent = add("succeeded", HOUR_AGO);
    try (ReconcileFixture fixture = since(HOUR_AGO.plusSeconds(30))) {
      assertThat(fixture.run().counts().filled()).isZero();
    }
    try (ReconcileFixture fixture = since(HOUR_AGO.minusSeconds(30))) {
      assertThat(fixture.run().counts().filled()).isEqualTo(1);
      assertThat(stored(fixture, intent)).isEqualTo(1);
    }
  }

  @Test
  void aBamotfThatWasSetBackBreaksNoRun() throws Exception {
    FakeIntent intent = add("succeeded", HOUR_AGO);
    try (ReconcileFixture fixture = since(HOUR_AGO.plusSeconds(30))) {
      fixture.run();
    }
    intent.with("succeeded", HOUR_AGO.minusSeconds(60));
    try (ReconcileFixture fixture = since(HOUR_AGO.minusSeconds(30))) {
      assertThat(fixture.run().problem()).isNull();
      assertThat(stored(fixture, intent)).isZero();
    }
  }

  @Test
  void aRunThatBreaksOffIsContinuedByTheNext() throws Exception {
    for (int i = 0; i < MANY; i++) {
      add("succeeded", HOUR_AGO.minusSeconds(1));
    }
    bamotf.misbehave(exchange -> bamotf.sendList(exchange, "prod", 1_000));
    try (ReconcileFixture fixture = since(HOUR_AGO)) {
      assertThat(fixture.run().problem()).contains("cut off");
      assertThat(noted(fixture)).isBetween(900, 1_000);
      bamotf.misbehave(null);
      assertThat(fixture.run().counts()).isEqualTo(new RunCounts(MANY, 0, 0, 0, 0, 0));
      assertThat(noted(fixture)).isEqualTo(MANY);
      log.lines();
      fixture.run();
      assertThat(log.lines()).as("nothing is new").isEmpty();
    }
  }

  @Test
  void aWebhookOfAnEarlierEventIsHandled() throws Exception {
    FakeIntent intent = add("succeeded", HOUR_AGO.minusSeconds(1));
    try (ReconcileFixture fixture = since(HOUR_AGO)) {
      fixture.run();
      assertThat(fixture.inbox.store(Bodies.event(intent.id, "succeeded")))
          .isInstanceOf(StoreResult.Stored.class);
    }
  }

  @Test
  void whatTheInboxHasOrIsCreatedLaterIsNotNoted() throws Exception {
    FakeIntent known = add("succeeded", HOUR_AGO.minusSeconds(1));
    // By a clock that was set back: it cannot have succeeded before its creation.
    bamotf.add("prod").createdAt(HOUR_AGO).with("succeeded", HOUR_AGO.minusSeconds(1));
    try (ReconcileFixture fixture = since(HOUR_AGO)) {
      fixture.inbox.store(Bodies.event(known.id, "succeeded"));
      assertThat(fixture.run().counts().filled()).isEqualTo(1);
      assertThat(noted(fixture)).isZero();
    }
  }

  @Test
  void oneWithoutATimeOfCreationIsNoted() throws Exception {
    String json = "{" + add("succeeded", HOUR_AGO).json(true) + "}";
    String timeless = json.replaceFirst(",\"createdAt\":\"[^\"]*\"", "");
    bamotf.list(intents -> List.of(timeless).iterator());
    try (ReconcileFixture fixture = since(HOUR_AGO.plusSeconds(1))) {
      assertThat(fixture.run().problem()).isNull();
      assertThat(noted(fixture)).isEqualTo(1);
    }
  }

  private static int stored(ReconcileFixture fixture, FakeIntent intent) {
    return fixture.stored("payment_intent_id = '%s'".formatted(intent.id));
  }

  private static int noted(ReconcileFixture fixture) {
    return Integer.parseInt(fixture.inbox.value("select count(*) from bamotf_reconcile_earlier"));
  }
}
