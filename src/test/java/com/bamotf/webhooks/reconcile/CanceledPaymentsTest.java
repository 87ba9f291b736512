package com.bamotf.webhooks.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.TestDatabases;
import com.bamotf.webhooks.testing.FakeBamotf;
import com.bamotf.webhooks.testing.FakeIntent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator learns of a payment whose success bamotf's API no longer shows. */
class CanceledPaymentsTest {

  private final FakeBamotf bamotf = new FakeBamotf();
  private final Log log = new Log(CanceledPayments.class);
  private ReconcileFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new ReconcileFixture(TestDatabases.h2(), ReconcileFixture.settings(bamotf));
  }

  @AfterEach
  void stop() {
    log.close();
    fixture.close();
    bamotf.close();
  }

  @Test
  void warnsOnceOfOneThatWasCanceledAfterMoneyHadArrived() throws Exception {
    FakeIntent intent = bamotf.add("prod").with("canceled");
    bamotf.add("prod").with("canceled");
    fixture.inbox.store(Bodies.event(intent.id, "processing"));
    assertThat(fixture.run().counts().filled()).isEqualTo(2);
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("WARNING BAMOTF506: payment intent " + intent.id + " was canceled")
        .contains("bamotf's API");
    assertThat(fixture.stored("event = 'payment_intent.succeeded'")).as("invented").isZero();
    fixture.run();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void saysNothingIfTheSuccessIsKnown() throws Exception {
    FakeIntent intent = bamotf.add("prod").with("canceled");
    fixture.inbox.store(Bodies.event(intent.id, "processing"));
    fixture.inbox.store(Bodies.event(intent.id, "succeeded"));
    assertThat(fixture.run().counts().filled()).isEqualTo(1);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void saysNothingOfOneThatSucceeded() throws Exception {
    FakeIntent intent = bamotf.add("prod").with("succeeded");
    fixture.inbox.store(Bodies.event(intent.id, "processing"));
    assertThat(fixture.run().counts().filled()).isEqualTo(1);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void leavesARecentCancellationToTheNextRun() throws Exception {
    FakeIntent intent = bamotf.add("prod").with("canceled", Instant.now());
    fixture.inbox.store(Bodies.event(intent.id, "processing"));
    assertThat(fixture.run().counts().deferred()).isEqualTo(1);
    assertThat(log.lines()).isEmpty();
  }

  /** As a newer bamotf may list them. */
  @Test
  void warnsIfTheListedTransactionsPayIt() throws Exception {
    FakeIntent paid = bamotf.add("prod").with("canceled");
    FakeIntent unpaid = bamotf.add("prod").with("canceled");
    bamotf.list(
        intents -> List.of(transactions(paid, "1000"), transactions(unpaid, "999")).iterator());
    assertThat(fixture.run().counts().filled()).isEqualTo(2);
    assertThat(log.lines()).singleElement().asString().contains(paid.id);
  }

  private static String transactions(FakeIntent intent, String amount) {
    return """
        {%s,"transactions":[{"id":"%s","amount":"%s","confirmations":1,"paymentIntentId":"%s",\
        "createdAt":"2026-11-24T00:00:00Z","updatedAt":"2026-11-24T00:00:00Z"}]}"""
        .formatted(intent.json(true), "a".repeat(64), amount, intent.id);
  }
}
