package com.bamotf.webhooks.plain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.event.UnknownPaymentIntentEvent;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.plain.WebhookResult.Rejected;
import com.bamotf.webhooks.plain.WebhookResult.Unacceptable;
import com.bamotf.webhooks.plain.WebhookResult.Verified;
import com.bamotf.webhooks.readme.Gateway;
import com.bamotf.webhooks.signature.SignatureResult;
import com.bamotf.webhooks.signature.WebhookSigner;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class WebhooksTest {

  private static final String SECRET = "my-secret";
  private static final byte[] BODY = body("succeeded", "prod");

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final Webhooks webhooks = Webhooks.with(SECRET);

  @Test
  void readsWhatIsSigned() {
    assertThat(parse(webhooks, BODY, now))
        .isInstanceOfSatisfying(
            Verified.class,
            verified -> {
              assertThat(verified.signedAt()).isEqualTo(now);
              assertThat(verified.event()).isInstanceOf(PaymentIntentSucceeded.class);
              assertThat(verified.event().paymentIntent().id()).isEqualTo("pi_1");
              assertThat(verified.event().delivery().source()).isEqualTo(Source.WEBHOOK);
              assertThat(verified.event().delivery().signedBy()).isEqualTo("secret 1");
              assertThat(verified.event().delivery().body().bytes()).isEqualTo(BODY);
            });
    assertThat(parse(webhooks, body("refunded", "prod"), now))
        .isInstanceOfSatisfying(
            Verified.class,
            verified -> assertThat(verified.event()).isInstanceOf(UnknownPaymentIntentEvent.class));
  }

  @Test
  void acceptsEachOfSeveralSecrets() {
    assertThat(parse(Webhooks.with("new", "old", SECRET), BODY, now))
        .isInstanceOfSatisfying(
            Verified.class,
            verified -> assertThat(verified.event().delivery().signedBy()).isEqualTo("secret 3"));
  }

  /** It is not even read: the second body is no JSON. */
  @Test
  void rejectsWhatIsNotSigned() {
    assertThat(parse(Webhooks.with("another"), BODY, now)).satisfies(isRejected("matches no"));
    assertThat(parse(Webhooks.with("another"), new byte[0], now))
        .satisfies(isRejected("matches no"));
    assertThat(webhooks.parse(BODY, null)).satisfies(isRejected("no x-webhook-signature"));
    assertThat(webhooks.parse(BODY, "v=1")).satisfies(isRejected("malformed"));
  }

  @Test
  void rejectsWhatIsOutOfTolerance() {
    Instant sixMinutesAgo = now.minus(Duration.ofMinutes(6));
    assertThat(parse(webhooks, BODY, now.minus(Duration.ofMinutes(4))))
        .isInstanceOf(Verified.class);
    assertThat(parse(webhooks, BODY, sixMinutesAgo))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> assertThat(rejected.why()).isInstanceOf(SignatureResult.TooOld.class));

    assertThat(parse(webhooks.tolerance(Duration.ofMinutes(9)), BODY, sixMinutesAgo))
        .isInstanceOf(Verified.class);
    assertThat(parse(webhooks, BODY, sixMinutesAgo)).as("a copy").isInstanceOf(Rejected.class);
  }

  @Test
  void doesNotReadWhatIsUnreadable() {
    assertThat(parse(webhooks, "{}".getBytes(UTF_8), now))
        .satisfies(isUnacceptable("idempotenceKey is missing"));
    assertThat(parse(webhooks, new byte[] {-1}, now)).satisfies(isUnacceptable("UTF-8"));
  }

  @Test
  void acceptsOnlyTheModesThatAreSet() {
    byte[] test = body("succeeded", "test");
    assertThat(parse(webhooks, test, now)).satisfies(isUnacceptable("\"test\""));

    Webhooks both = webhooks.modes("test", "dev").tolerance(Duration.ofMinutes(1));
    assertThat(parse(both, test, now)).isInstanceOf(Verified.class);
    assertThat(parse(both, BODY, now)).satisfies(isUnacceptable("\"prod\""));
    assertThat(parse(webhooks, test, now)).as("a copy").isInstanceOf(Unacceptable.class);
  }

  @Test
  void refusesWhatIsNotAllowed() {
    assertThatNullPointerException()
        .isThrownBy(() -> Webhooks.with(SECRET, (String) null))
        .withMessageStartingWith("secret 2 is null");
    assertThatIllegalArgumentException().isThrownBy(() -> Webhooks.with(""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> webhooks.tolerance(Duration.ofNanos(999_999)))
        .withMessageContaining("at least PT0.001S");
    assertThatIllegalArgumentException().isThrownBy(webhooks::modes);
    webhooks.tolerance(Duration.ofMillis(1));
  }

  @Test
  void needsNothingButJavaAndJson() throws ReflectiveOperationException {
    Class<?> gateway = new OnlyJson().loadClass(Gateway.class.getName());
    Consumer<Object> ignore = event -> {};
    Object receiver =
        gateway.getConstructor(String.class, Consumer.class).newInstance(SECRET, ignore);

    assertThat(
            gateway
                .getMethod("receive", byte[].class, String.class)
                .invoke(receiver, BODY, signature(BODY, now)))
        .isEqualTo(200);
  }

  private static Consumer<WebhookResult> isRejected(String reason) {
    return result ->
        assertThat(result)
            .isInstanceOfSatisfying(
                Rejected.class,
                rejected -> {
                  assertThat(rejected.status()).isEqualTo(401);
                  assertThat(rejected.reason()).contains(reason);
                });
  }

  private static Consumer<WebhookResult> isUnacceptable(String reason) {
    return result ->
        assertThat(result)
            .isInstanceOfSatisfying(
                Unacceptable.class,
                refused -> {
                  assertThat(refused.status()).isEqualTo(400);
                  assertThat(refused.reason()).contains(reason);
                });
  }

  private static WebhookResult parse(Webhooks webhooks, byte[] body, Instant signedAt) {
    return webhooks.parse(body, signature(body, signedAt));
  }

  private static String signature(byte[] body, Instant signedAt) {
    return new WebhookSigner(SECRET).sign(body, signedAt);
  }

  private static byte[] body(String event, String mode) {
    return Bodies.event("pi_1", event, "1", mode).getBytes(UTF_8);
  }
}
