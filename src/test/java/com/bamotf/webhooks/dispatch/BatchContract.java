package com.bamotf.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.Claim;
import com.bamotf.webhooks.inbox.ClaimedEntry;
import com.bamotf.webhooks.inbox.Inbox;
import com.bamotf.webhooks.inbox.InboxFixture;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several events in one transaction, on any database. */
abstract class BatchContract {

  private DispatchFixture fixture;

  abstract DataSource freshDatabase();

  @BeforeEach
  void start() {
    fixture = new DispatchFixture(freshDatabase(), InboxFixture.withBatchSize(3), null);
    fixture.createOrders();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void handlesSeveralEventsInOneTurn() throws SQLException {
    store("pi_1", "pi_2", "pi_3", "pi_4");
    assertThat(fixture.handleNext()).isEqualTo(Outcome.DONE);
    assertThat(handled()).isEqualTo(3);
    assertThat(fixture.orders()).isEqualTo(3);
    assertThat(fixture.requests).as("requests after the first").hasValue(2);
    assertThat(fixture.handleNext()).isEqualTo(Outcome.DONE);
    assertThat(handled()).isEqualTo(4);
    assertThat(fixture.handleNext()).isEqualTo(Outcome.NOTHING);
  }

  @Test
  void aFailureIsToldOfItsOwnEventOnly() throws SQLException {
    store("pi_1", "pi_2", "pi_3");
    fixture.behaviour = event -> failFor(event, "pi_2");
    assertThat(fixture.handleNext()).isEqualTo(Outcome.FAILED);
    assertThat(handled()).isZero();
    assertThat(fixture.orders()).as("all are rolled back").isZero();
    assertThat(number("select sum(attempts) from bamotf_inbox")).isZero();

    assertThat(fixture.handleNext()).isEqualTo(Outcome.DONE);
    assertThat(handled()).as("one alone").isEqualTo(1);
    assertThat(fixture.handleNext()).isEqualTo(Outcome.FAILED);
    assertThat(fixture.handleNext()).isEqualTo(Outcome.DONE);
    assertThat(handled()).isEqualTo(2);
    assertThat(fixture.orders()).isEqualTo(2);
    assertThat(attempts("pi_2")).isEqualTo(1);
    assertThat(number("select count(*) from bamotf_inbox_attempt")).isEqualTo(1);
    assertThat(
            fixture.inbox.value(
                "select last_error from bamotf_inbox where attempts = 1 and status = 'PENDING'"))
        .isEqualTo("java.lang.IllegalStateException: pi_2");
  }

  @Test
  void takesSeveralAgainAfterEachWasAlone() throws SQLException {
    store("pi_1", "pi_2", "pi_3");
    fixture.behaviour = event -> failFor(event, "pi_1");
    fixture.handleNext();
    fixture.behaviour = event -> {};
    for (int i = 1; i <= 3; i++) {
      assertThat(fixture.handleNext()).isEqualTo(Outcome.DONE);
      assertThat(handled()).isEqualTo(i);
    }
    store("pi_4", "pi_5", "pi_6");
    assertThat(fixture.handleNext()).isEqualTo(Outcome.DONE);
    assertThat(handled()).isEqualTo(6);
  }

  @Test
  void aTransactionThatDoesNotCommitIsToldOfNoneOfThem() throws SQLException {
    store("pi_1", "pi_2");
    fixture.behaviour =
        event -> {
          if (event.paymentIntent().id().equals("pi_1")) {
            fixture.inbox.local.setRollbackOnly();
          }
        };
    assertThat(fixture.handleNext()).isEqualTo(Outcome.FAILED);
    assertThat(number("select sum(attempts) from bamotf_inbox")).isZero();
    assertThat(fixture.handleNext()).isEqualTo(Outcome.FAILED);
    assertThat(attempts("pi_1")).isEqualTo(1);
    assertThat(fixture.handleNext()).isEqualTo(Outcome.DONE);
    assertThat(fixture.orders()).isEqualTo(1);
  }

  @Test
  void holdsOneEventOfAPaymentIntentAtATime() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "processing"));
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    store("pi_2");
    assertThat(fixture.handleNext()).isEqualTo(Outcome.DONE);
    assertThat(seen()).containsExactly("pi_1 processing", "pi_2 succeeded");
    assertThat(fixture.handleNext()).isEqualTo(Outcome.DONE);
    assertThat(seen()).endsWith("pi_1 succeeded").hasSize(3);
  }

  @Test
  void doesNotFireWhatWasSuperseded() throws SQLException {
    store("pi_1");
    fixture.handleNext();
    fixture.inbox.store(Bodies.event("pi_1", "processing"));
    store("pi_2", "pi_3");
    assertThat(fixture.handleNext()).isEqualTo(Outcome.DONE);
    assertThat(seen()).containsExactly("pi_1 succeeded", "pi_2 succeeded", "pi_3 succeeded");
    assertThat(number("select count(*) from bamotf_inbox where status = 'SUPERSEDED'"))
        .isEqualTo(1);
    assertThat(handled()).isEqualTo(3);
  }

  @Test
  void raisesTheStageOfEach() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "processing"));
    store("pi_2");
    fixture.handleNext();
    assertThat(stage("pi_1")).isEqualTo(2);
    assertThat(stage("pi_2")).isEqualTo(3);
  }

  @Test
  void leavesFurtherEventsToOthersOnceItIsSlow() throws SQLException {
    store("pi_1", "pi_2", "pi_3");
    fixture.behaviour = event -> fixture.nanoTime.addAndGet(Duration.ofMillis(200).toNanos());
    for (int i = 1; i <= 3; i++) {
      assertThat(fixture.handleNext()).isEqualTo(Outcome.DONE);
      assertThat(handled()).isEqualTo(i);
      assertThat(fixture.orders()).isEqualTo(i);
    }
    store("pi_4", "pi_5");
    fixture.behaviour = event -> {};
    fixture.handleNext();
    assertThat(handled()).as("still alone").isEqualTo(4);
  }

  @Test
  void rollsBackAllWhenOneWasDecidedElsewhereMeanwhile() throws SQLException {
    store("pi_1", "pi_2");
    fixture.behaviour =
        event ->
            fixture.inbox.update(
                "update bamotf_inbox set status = 'ABANDONED' where payment_intent_id = 'pi_1'");
    assertThat(fixture.handleNext()).isEqualTo(Outcome.FAILED);
    assertThat(fixture.orders()).isZero();
    assertThat(handled()).isZero();
  }

  @Test
  void aHandlerThatHangsIsToldOfItsOwnEventOnly() throws Exception {
    store("pi_1", "pi_hangs", "pi_3");
    CountDownLatch hangs = new CountDownLatch(1);
    fixture.behaviour =
        event -> {
          if (event.paymentIntent().id().equals("pi_hangs")) {
            hangs.countDown();
            DispatchFixture.hang();
          }
        };
    CompletableFuture<Outcome> hanging =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return fixture.handleNext();
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(hangs.await(20, TimeUnit.SECONDS)).isTrue();
    fixture.nanoTime.addAndGet(Duration.ofSeconds(32).toNanos());
    assertThat(fixture.handling.interruptOverdue()).as("workers to replace").isEqualTo(1);
    assertThat(hanging.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(Outcome.OVERDUE);
    assertThat(attempts("pi_1")).isZero();
    assertThat(attempts("pi_hangs")).isEqualTo(1);

    fixture.behaviour = event -> {};
    fixture.passTime();
    for (int i = 1; i <= 3; i++) {
      assertThat(fixture.handleNext()).isEqualTo(Outcome.DONE);
      assertThat(handled()).as("each alone").isEqualTo(i);
    }
    assertThat(fixture.orders()).isEqualTo(3);
  }

  @Test
  void holdsNothingAfterATurnThatCouldNotPostpone() throws SQLException {
    ClaimedEntry first = entry(1);
    List<Claim> claims =
        new ArrayList<>(
            List.of(
                new Claim.Claimed(List.of(first, entry(2))), new Claim.Claimed(List.of(first))));
    Inbox breaking =
        new Inbox() {
          @Override
          public void prepare() {}

          @Override
          public Claim claim(int most) {
            return claims.remove(0);
          }

          @Override
          public void postpone(ClaimedEntry entry, Duration pause) throws SQLException {
            throw new SQLException("the connection broke", "08006");
          }

          @Override
          public boolean supersede(ClaimedEntry entry) {
            return true;
          }
        };
    Handling handling =
        new Handling(
            breaking,
            fixture.inbox.transactions,
            new EventPublisher(),
            new FailureRecorder(),
            InboxFixture.withBatchSize(3),
            fixture.nanoTime::get);
    assertThatThrownBy(() -> handling.handleNext(() -> {})).isInstanceOf(SQLException.class);
    assertThat(handling.handleNext(() -> {})).as("the intent is free").isEqualTo(Outcome.DONE);
  }

  private static ClaimedEntry entry(long id) {
    return new ClaimedEntry(
        id, "pi_1", "payment_intent.processing", Source.TEST, 0, true, new byte[0]);
  }

  private void store(String... paymentIntents) {
    for (String id : paymentIntents) {
      fixture.inbox.store(Bodies.event(id, "succeeded"));
    }
  }

  private static void failFor(PaymentIntentEvent event, String paymentIntent) {
    if (event.paymentIntent().id().equals(paymentIntent)) {
      throw new IllegalStateException(paymentIntent);
    }
  }

  private List<String> seen() {
    return fixture.seen.stream()
        .map(event -> event.paymentIntent().id() + event.type().replace("payment_intent.", " "))
        .toList();
  }

  private int handled() {
    return number("select count(*) from bamotf_inbox where status = 'HANDLED'");
  }

  private int attempts(String paymentIntent) {
    return number(
        "select attempts from bamotf_inbox where payment_intent_id = '" + paymentIntent + "'");
  }

  private int stage(String paymentIntent) {
    return number(
        "select max(stage) from bamotf_inbox where payment_intent_id = '" + paymentIntent + "'");
  }

  private int number(String sql) {
    return Integer.parseInt(fixture.inbox.value(sql));
  }
}
