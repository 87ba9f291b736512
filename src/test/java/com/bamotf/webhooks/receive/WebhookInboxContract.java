package com.bamotf.webhooks.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.bamotf.webhooks.config.WebhookSecret;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.receive.AcceptResult.Duplicate;
import com.bamotf.webhooks.receive.AcceptResult.Quarantined;
import com.bamotf.webhooks.receive.AcceptResult.Rejected;
import com.bamotf.webhooks.receive.AcceptResult.Stored;
import com.bamotf.webhooks.receive.AcceptResult.Unavailable;
import com.bamotf.webhooks.signature.SignatureVerifier;
import com.bamotf.webhooks.signature.WebhookSigner;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deliveries that a bean of the host passes on. */
abstract class WebhookInboxContract {

  private static final String ALL = "select count(*) from bamotf_inbox";

  private static final WebhookSecret TEST =
      InboxFixture.secret("bamotf.webhook.secret.2", "of test", Optional.empty(), "test");

  private final List<RejectedRequest> told = new ArrayList<>();
  private InboxFixture fixture;
  private WebhookInbox inbox;

  abstract DataSource dataSource();

  @BeforeEach
  void wire() throws SQLException {
    fixture = new InboxFixture(dataSource(), InboxFixture.withSecrets(InboxFixture.SECRET, TEST));
    fixture.inbox.prepare();
    SignatureVerifier verifier =
        new SignatureVerifier(InboxFixture.withSecrets(InboxFixture.SECRET, TEST));
    inbox =
        new WebhookInbox(
            new UnverifiedBodies(verifier, InboxFixture.SETTINGS, fixture.telemetry),
            verifier,
            new Receiver(fixture.intake, fixture.inbox, fixture.telemetry),
            new RejectionListeners(List.of(told::add)));
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void storesAnEventOnce() {
    fixture.started();
    assertThat(accept(body("succeeded"))).isEqualTo(new Stored(true));
    AcceptResult again = accept(body("succeeded"));

    assertThat(again).isEqualTo(new Duplicate(true));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo("{\"success\":true}");
    assertThat(fixture.value("select status from bamotf_inbox where deliveries = 2"))
        .isEqualTo("PENDING");
    assertThat(fixture.value("select signed_by from bamotf_inbox"))
        .isEqualTo(InboxFixture.SECRET.id());
    assertThat(fixture.value("select source from bamotf_inbox")).isEqualTo("WEBHOOK");
    assertThat(told).isEmpty();
  }

  @Test
  void saysThatAnEventIsUnknown() {
    fixture.started();
    AcceptResult result = accept(body("refunded"));

    assertThat(result).isEqualTo(new Stored(false));
    assertThat(result.status()).isEqualTo(200);
    assertThat(result.json()).contains("Unknown event");
    assertThat(accept(body("refunded"))).isEqualTo(new Duplicate(false));
  }

  /** What it calls stored must be there, whatever becomes of the caller's work. */
  @Test
  void anEventStaysStoredIfTheTransactionOfTheCallerIsRolledBack() {
    fixture.started();
    List<AcceptResult> results = new ArrayList<>();
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                fixture.inClaimTransaction(
                    () -> {
                      fixture.update("update bamotf_inbox set stage = 0"); // joins it
                      results.add(accept(body("succeeded")));
                      throw new IllegalStateException("rolls back");
                    }));
    assertThat(results).containsExactly(new Stored(true));
    assertThat(fixture.value(ALL)).isEqualTo("1");
  }

  @Test
  void rejectsWhatIsNotSigned() {
    fixture.started();
    byte[] body = body("succeeded");
    Instant old = Instant.now().minus(Duration.ofMinutes(6));
    assertRejected(inbox.accept(body, null), "no x-webhook-signature");
    assertRejected(inbox.accept(body, sign("my-secret", body, old)), "older than the tolerance");
    assertRejected(inbox.accept(body, sign("another", body, Instant.now())), "matches no");

    assertThat(fixture.value(ALL)).isEqualTo("0");
    assertThat(told)
        .hasSize(3)
        .allSatisfy(
            request -> {
              assertThat(request.from()).isEqualTo("application");
              assertThat(request.body()).isEqualTo(body);
            });
    assertThat(fixture.telemetry.getWebhookRequests()).containsEntry("rejected", 3L);
    assertThat(fixture.telemetry.getWebhookRejections())
        .containsEntry("missing", 1L)
        .containsEntry("too_old", 1L)
        .containsEntry("mismatch", 1L);
  }

  private static void assertRejected(AcceptResult result, String reason) {
    assertThat(result)
        .isInstanceOfSatisfying(
            Rejected.class, rejected -> assertThat(rejected.reason()).contains(reason));
    assertThat(result.status()).isEqualTo(401);
    assertThat(result.json()).isEqualTo("{\"success\":false,\"error\":\"Invalid signature\"}");
  }

  @Test
  void rejectsABodyAboveTheCap() {
    fixture.started();
    int cap = InboxFixture.SETTINGS.webhook().maxBodySize();
    AcceptResult result = accept(new byte[cap + 1]);

    assertThat(result).isInstanceOf(Rejected.class);
    assertThat(result.status()).isEqualTo(413);
    assertThat(result.json()).contains("larger than " + cap);
    assertThat(fixture.value(ALL)).isEqualTo("0");
    assertThat(accept(new byte[cap])).isInstanceOf(Quarantined.class);
    assertThat(fixture.telemetry.getWebhookRequests())
        .containsEntry("too_large", 1L)
        .containsEntry("quarantined", 1L);
  }

  @Test
  void quarantinesWhatIsSignedButCannotBeHandled() {
    fixture.started();
    AcceptResult unreadable = accept("{}".getBytes(UTF_8));
    assertThat(unreadable).isInstanceOf(Quarantined.class);
    assertThat(unreadable.status()).isEqualTo(400);
    assertThat(unreadable.json()).contains(((Quarantined) unreadable).reason());

    byte[] prod = body("succeeded");
    assertThat(inbox.accept(prod, sign("of test", prod, Instant.now())))
        .isInstanceOfSatisfying(
            Quarantined.class,
            quarantined ->
                assertThat(quarantined.reason()).contains("bamotf.webhook.secret.2", "prod"));
    assertThat(fixture.value(ALL + " where status = 'QUARANTINED'")).isEqualTo("2");
  }

  @Test
  void saysThatItCannotStore() {
    fixture.close();
    AcceptResult result = accept(body("succeeded"));

    assertThat(result).isEqualTo(new Unavailable("the server is stopping"));
    assertThat(result.status()).isEqualTo(503);
    assertThat(result.json()).contains("send it again");
  }

  /** The store may still happen, with the bytes that were verified. */
  @Test
  void anInterruptEndsTheWaitAndNotTheStore() {
    byte[] body = body("succeeded");
    String signature = sign("my-secret", body, Instant.now());
    Thread.currentThread().interrupt();
    AcceptResult result = inbox.accept(body, signature);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(result).isEqualTo(new Unavailable("the caller was interrupted"));
    body[body.length - 1] = 'x';
    fixture.started();
    assertThat(accept(body("succeeded"))).isEqualTo(new Duplicate(true));
    assertThat(fixture.value("select status from bamotf_inbox where body = ?", body("succeeded")))
        .isEqualTo("PENDING");
  }

  private AcceptResult accept(byte[] body) {
    return inbox.accept(body, sign("my-secret", body, Instant.now()));
  }

  private static String sign(String secret, byte[] body, Instant at) {
    return new WebhookSigner(secret).sign(body, at);
  }

  private static byte[] body(String event) {
    return Bodies.event("pi_1", event).getBytes(UTF_8);
  }
}
