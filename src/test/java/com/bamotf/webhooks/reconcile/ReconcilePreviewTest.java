package com.bamotf.webhooks.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.inbox.TestDatabases;
import com.bamotf.webhooks.reconcile.ReconcilePreview.Gap;
import com.bamotf.webhooks.testing.FakeBamotf;
import com.bamotf.webhooks.testing.FakeIntent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A preview finds what a run finds, and changes nothing. */
class ReconcilePreviewTest {

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
  void listsWhatARunThenStores() throws Exception {
    FakeIntent missed = bamotf.add("prod").with("succeeded");
    FakeIntent known = bamotf.add("prod").with("succeeded");
    bamotf.add("prod").with("succeeded", Instant.now());
    fixture.inbox.store(Bodies.event(known.id, "succeeded"));
    ReconcilePreview preview = preview();
    assertThat(preview.account()).isEqualTo(1);
    assertThat(preview.problem()).isNull();
    assertThat(preview.counts()).isEqualTo(new RunCounts(3, 1, 0, 0, 1, 0));
    Gap gap = preview.gaps().get(0);
    assertThat(preview.gaps()).hasSize(1);
    assertThat(gap.paymentIntentId()).isEqualTo(missed.id);
    assertThat(gap.event()).isEqualTo("payment_intent.succeeded");
    assertThat(gap.mode()).isEqualTo("prod");
    assertThat(gap.amount()).isPositive();
    assertThat(gap.currency()).hasSize(3);
    assertThat(gap.createdAt()).isNotNull();
    assertThat(fixture.stored("1 = 1")).as("nothing is stored").isEqualTo(1);
    assertThat(fixture.status().startedAt()).as("it is no run").isNull();
    assertThat(fixture.run().counts()).isEqualTo(new RunCounts(3, 1, 1, 0, 1, 0));
    assertThat(preview().gaps()).isEmpty();
  }

  @Test
  void notesAndWarnsOfNothing() throws Exception {
    fixture.close();
    Instant past = Instant.now().minus(Duration.ofHours(1));
    fixture =
        new ReconcileFixture(TestDatabases.h2(), ReconcileFixture.since(bamotf, Optional.of(past)));
    bamotf.add("prod").createdAt(past.minusSeconds(9)).with("succeeded", past.minusSeconds(1));
    FakeIntent canceled = bamotf.add("prod").with("canceled");
    fixture.inbox.store(Bodies.event(canceled.id, "processing"));
    assertThat(preview().gaps()).extracting(Gap::paymentIntentId).containsExactly(canceled.id);
    assertThat(fixture.inbox.value("select count(*) from bamotf_reconcile_earlier")).isEqualTo("0");
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void listsTheFirstOfMany() throws Exception {
    int many = 700; // more than a batch
    for (int i = 0; i < many; i++) {
      bamotf.add("prod").with("succeeded");
    }
    ReconcilePreview preview = preview();
    assertThat(preview.counts().gaps()).isEqualTo(many);
    assertThat(preview.gaps()).hasSize(ReconcilePreview.MAX_GAPS);
  }

  @Test
  void saysWhyItIsIncomplete() throws Exception {
    bamotf.misbehave(exchange -> exchange.sendResponseHeaders(401, -1));
    assertThat(preview().problem()).contains("401");
    assertThat(preview().gaps()).isEmpty();
    FakeIntent missed = bamotf.add("prod").with("succeeded");
    bamotf.add("prod").with("succeeded");
    bamotf.misbehave(exchange -> bamotf.sendList(exchange, "prod", 1));
    assertThat(preview().problem()).contains("cut off");
    assertThat(preview().counts().gaps()).as("what was read").isEqualTo(1);
    assertThat(missed.id).isNotNull();
  }

  @Test
  void keepsNobodyWaitingForALongList() throws Exception {
    AtomicLong passed = new AtomicLong();
    long look = Duration.ofSeconds(30).toNanos();
    fixture.close();
    fixture =
        new ReconcileFixture(
            TestDatabases.h2(), ReconcileFixture.settings(bamotf), () -> passed.addAndGet(look));
    bamotf.add("prod").with("succeeded");
    assertThat(preview().problem()).contains("did not end within 20 seconds");
    assertThat(fixture.run().problem()).isNull();
  }

  @Test
  void needsAKey() throws Exception {
    Reconciliation off = new Reconciliation(fixture.table, null, InboxFixture.SETTINGS);
    assertThatThrownBy(off::preview).hasMessageContaining("bamotf.api.key");
  }

  private ReconcilePreview preview() throws Exception {
    return fixture.reconciler.preview(fixture.account);
  }
}
