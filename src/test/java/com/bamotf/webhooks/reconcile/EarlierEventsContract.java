package com.bamotf.webhooks.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.client.Api;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** The tables may be older: an administrator has created them before. */
  @Test
  void withoutTheSettingItBeginsWithTheFirstStart() throws Exception {
    FakeIntent paid = add("succeeded", HOUR_AGO.minusSeconds(1));
    FakeIntent missed = add("succeeded", HOUR_AGO.plusSeconds(1));
    try (ReconcileFixture fixture = since(null)) {
      fixture.inbox.update(
          "update bamotf_schema_version set applied_at = applied_at - interval '4' day");
      startedAt(fixture, HOUR_AGO);
      bamotf.misbehave(exchange -> FakeBamotf.answer(exchange, 503, "away"));
      fixture.run();
      bamotf.misbehave(null);
      assertThat(fixture.run().counts().filled()).isEqualTo(1);
      assertThat(stored(fixture, missed)).isEqualTo(1);
      startedAt(fixture, HOUR_AGO.minusSeconds(60));
      assertThat(fixture.run().counts().filled()).as("it is noted").isZero();
      assertThat(stored(fixture, paid)).isZero();
    }
  }

  @Test
  void anAccountThatIsAddedLaterBeginsThen() throws Exception {
    FakeIntent before = new FakeIntent("test").createdAt(HOUR_AGO.minusSeconds(60));
    bamotf.add(before).with("succeeded", HOUR_AGO.minusSeconds(1));
    FakeIntent missed = new FakeIntent("test").createdAt(HOUR_AGO.minusSeconds(60));
    bamotf.add(missed).with("succeeded", HOUR_AGO.plusSeconds(1));
    try (ReconcileFixture fixture = since(null)) {
      startedAt(fixture, HOUR_AGO.minus(Duration.ofDays(9)));
      assertThat(fixture.run().complete()).isTrue();
    }
    try (ReconcileFixture fixture = withKey("key-test", "test")) {
      startedAt(fixture, HOUR_AGO);
      assertThat(fixture.run().counts().filled()).isEqualTo(1);
      assertThat(stored(fixture, missed)).isEqualTo(1);
    }
  }

  @Test
  void anotherKeyOfAnAccountBeginsNothingAnew() throws Exception {
    add("succeeded", HOUR_AGO.minusSeconds(1));
    try (ReconcileFixture fixture = since(null)) {
      startedAt(fixture, HOUR_AGO);
      assertThat(fixture.run().counts().filled()).isZero();
    }
    FakeIntent missed = add("succeeded", HOUR_AGO.plusSeconds(1));
    try (ReconcileFixture fixture = withKey("key-new", "prod")) {
      assertThat(fixture.run().counts().filled()).isEqualTo(1);
      assertThat(stored(fixture, missed)).isEqualTo(1);
    }
  }

  /** Its beginning is noted although no event was missing. */
  @Test
  void anotherKeyOfAnAccountThatHasMissedNothingBeginsNothingAnew() throws Exception {
    FakeIntent arrived = add("succeeded", HOUR_AGO.plusSeconds(1));
    try (ReconcileFixture fixture = since(null)) {
      startedAt(fixture, HOUR_AGO);
      fixture.inbox.store(Bodies.event(arrived.id, "succeeded"));
      assertThat(fixture.run().counts().gaps()).isZero();
    }
    FakeIntent missed = add("succeeded", HOUR_AGO.plusSeconds(2));
    try (ReconcileFixture fixture = withKey("key-new", "prod")) {
      assertThat(fixture.run().counts().filled()).isEqualTo(1);
      assertThat(stored(fixture, missed)).isEqualTo(1);
    }
  }

  @Test
  void itBeginsWithTheFirstStartEvenIfTheKeyWasWrongThen() throws Exception {
    FakeIntent paid = add("succeeded", HOUR_AGO.minusSeconds(1));
    FakeIntent missed = add("succeeded", HOUR_AGO.plusSeconds(1));
    try (ReconcileFixture fixture =
        new ReconcileFixture(database, Api.settings(bamotf.url(), "key-wrong"))) {
      startedAt(fixture, HOUR_AGO);
      assertThat(fixture.run().problem()).contains("401");
    }
    try (ReconcileFixture fixture = withKey("key-right", "prod")) {
      assertThat(fixture.run().counts().filled()).isEqualTo(1);
      assertThat(stored(fixture, missed)).isEqualTo(1);
      assertThat(stored(fixture, paid)).isZero();
    }
  }

  /** The first run did not look so far back, so it noted no time that an edit could not move. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLongerWindowMakesNoEventOfThePastLookNew(boolean set) throws Exception {
    Optional<Instant> since = set ? Optional.of(HOUR_AGO) : Optional.empty();
    Instant created = HOUR_AGO.minus(Duration.ofDays(59));
    FakeIntent old = bamotf.add("prod").createdAt(created).with("succeeded", created);
    add("succeeded", HOUR_AGO.minusSeconds(1));
    try (ReconcileFixture fixture = within(Duration.ofDays(30), since)) {
      startedAt(fixture, HOUR_AGO);
      assertThat(fixture.run().counts()).isEqualTo(new RunCounts(1, 0, 0, 0, 0, 0));
    }
    old.with("succeeded", HOUR_AGO.plusSeconds(60)); // its description is edited
    log.lines();
    try (ReconcileFixture fixture = within(Duration.ofDays(90), since)) {
      assertThat(fixture.run().counts()).isEqualTo(new RunCounts(2, 0, 0, 0, 0, 0));
      assertThat(log.lines()).singleElement().asString().contains("older events left alone: 1.");
    }
    try (ReconcileFixture fixture = within(Duration.ofDays(90), Optional.of(created))) {
      assertThat(fixture.run().counts().filled()).as("all since then").isEqualTo(2);
    }
  }

  @Test
  void aBeginningByAClockThatWasAheadIsAProblem() throws Exception {
    FakeIntent missed = add("succeeded", HOUR_AGO.plusSeconds(1));
    try (ReconcileFixture fixture = since(null)) {
      Instant ahead = HOUR_AGO.plus(Duration.ofDays(30));
      startedAt(fixture, ahead);
      RunOutcome outcome = fixture.run();
      assertThat(outcome.complete()).isTrue();
      assertThat(outcome.counts().filled()).isZero();
      assertThat(outcome.problem()).contains("begins at " + ahead, "Set bamotf.reconcile.since");
      assertThat(fixture.reconciler.preview(fixture.account).problem())
          .isEqualTo(outcome.problem());
    }
    try (ReconcileFixture fixture = since(HOUR_AGO)) {
      assertThat(fixture.run().problem()).isNull();
      assertThat(stored(fixture, missed)).isEqualTo(1);
    }
    try (ReconcileFixture fixture = since(Instant.now().plus(Duration.ofDays(30)))) {
      assertThat(fixture.run().problem()).as("the other receiver is still in charge").isNull();
    }
  }

  private ReconcileFixture within(Duration window, Optional<Instant> since) throws Exception {
    return new ReconcileFixture(database, ReconcileFixture.within(bamotf, window, since));
  }

  private ReconcileFixture withKey(String key, String mode) throws Exception {
    return new ReconcileFixture(database, Api.settings(bamotf.withKey(key, mode).url(), key));
  }

  /** Lets the first start with the fixture's key have been then. */
  private static void startedAt(ReconcileFixture fixture, Instant time) {
    fixture.inbox.update(
        "update bamotf_reconcile set added_at = timestamp with time zone '%s' where account = '%s'"
            .formatted(
                time.toString().replace('T', ' ').replace("Z", "+00"), fixture.account.id()));
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
