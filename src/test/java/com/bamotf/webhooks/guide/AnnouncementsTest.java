package com.bamotf.webhooks.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.bamotf.webhooks.testing.BamotfDelivery;
import com.bamotf.webhooks.testing.BamotfScenario;
import com.bamotf.webhooks.testing.BamotfTest;
import com.bamotf.webhooks.testing.TestPayment;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/publish-on.md promises of its outbox. */
@BamotfTest(
    value = {Announcements.class, AnnouncementsTest.RecordingTopic.class},
    unit = "orders")
class AnnouncementsTest {

  /** Keeps what it gets, and may lose the answer to its sender. */
  @ApplicationScoped
  public static class RecordingTopic implements Topic {

    private final List<String> messages = new ArrayList<>();
    private int lostAnswers;

    @Override
    public void publish(String key, String body) {
      messages.add(key + " " + body);
      if (lostAnswers-- > 0) {
        throw new IllegalStateException("the connection broke before the answer");
      }
    }

    public List<String> messages() {
      return messages;
    }

    public void loseAnswers(int times) {
      lostAnswers = times;
    }
  }

  @Test
  void aRollbackPublishesNothingAndTheCommitExactlyOneRow(
      BamotfScenario bamotf, Announcements announcements) {
    TestPayment payment = bamotf.payment();
    bamotf.failHandler(2);
    BamotfDelivery delivery = bamotf.deliver(payment.succeeded()).assertFailed(1);
    assertThat(announcements.unpublished()).isEmpty();

    bamotf.advance(Duration.ofHours(1));
    delivery.assertHandled();
    bamotf.deliver(payment.succeeded()).assertDuplicate();
    assertThat(announcements.unpublished())
        .containsExactly("payment_intent.succeeded " + payment.id());
  }

  @Test
  void aCrashAtTheCommitLosesAndRepeatsNoRow(BamotfScenario bamotf) {
    TestPayment payment = bamotf.payment();
    bamotf.crashInHandler();
    bamotf.deliver(payment.succeeded()).assertHandled();
    assertThat(bamotf.bean(Announcements.class).unpublished()).hasSize(1);
  }

  @Test
  void theBrokerGetsTheSameMessageUntilItsAnswerArrivesAndNotAgain(
      BamotfScenario bamotf, Announcements announcements, RecordingTopic topic) {
    TestPayment payment = bamotf.payment().amount("EUR", 2500);
    bamotf.deliver(payment.succeeded()).assertHandled();
    assertThat(topic.messages()).as("before the relay has run").isEmpty();
    String id = announcements.unpublished().get(0);

    topic.loseAnswers(1);
    assertThatIllegalStateException().isThrownBy(() -> announcements.publish(id));
    assertThat(announcements.unpublished()).containsExactly(id);

    announcements.publish(id);
    announcements.publish(id);
    assertThat(announcements.unpublished()).isEmpty();
    String message =
        "payment_intent.succeeded "
            + payment.id()
            + " {\"event\":\"payment_intent.succeeded\",\"paymentIntentId\":\""
            + payment.id()
            + "\",\"currency\":\"EUR\",\"amount\":\"2500\"}";
    assertThat(topic.messages()).containsExactly(message, message);
  }
}
