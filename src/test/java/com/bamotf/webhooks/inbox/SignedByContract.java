package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.config.WebhookSecret;
import com.bamotf.webhooks.inbox.Claim.ClaimedEntry;
import com.bamotf.webhooks.inbox.admin.EntrySelection;
import com.bamotf.webhooks.inbox.admin.RequeueResult;
import com.bamotf.webhooks.inbox.admin.RequeueResult.Refused;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a secret proves, on any database. */
abstract class SignedByContract {

  private static final WebhookSecret PROD =
      InboxFixture.secret("bamotf.webhook.secret", "of prod", Optional.empty(), "prod");
  private static final WebhookSecret TEST =
      InboxFixture.secret("bamotf.webhook.secret.2", "of test", Optional.empty(), "test");
  private static final WebhookSecret OTHER_ACCOUNT =
      InboxFixture.secret("bamotf.webhook.secret.3", "of b", Optional.of("b"));

  private static final String REAL = Bodies.event("pi_1", "succeeded");
  private static final String FORGED = REAL.replace("\"amount\":\"1000\"", "\"amount\":\"1\"");

  private DataSource dataSource;
  private InboxFixture fixture;

  abstract DataSource freshDatabase();

  @BeforeEach
  void start() {
    dataSource = freshDatabase();
    fixture = with(PROD, TEST, OTHER_ACCOUNT);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private InboxFixture with(WebhookSecret... secrets) {
    return new InboxFixture(dataSource, InboxFixture.withSecrets(secrets)).started();
  }

  @Test
  void keepsWhichSecretSigned() throws SQLException {
    fixture.store(REAL, PROD);
    assertThat(claim().signedBy()).isEqualTo(PROD.id()).startsWith("bamotf.webhook.secret#");
    fixture.store(Bodies.event("pi_2", "succeeded"));
    assertThat(fixture.value("select count(*) from bamotf_inbox where signed_by is null"))
        .isEqualTo("1");
  }

  @Test
  void aForgeryTakesNotThePlaceOfTheRealEvent() throws SQLException {
    fixture.store(FORGED, TEST);
    fixture.store(FORGED, OTHER_ACCOUNT);
    assertThat(fixture.inClaimTransaction(fixture.inbox::claim)).isEqualTo(Claim.None.NOTHING);
    assertThat(reasonOf(TEST)).contains("bamotf.webhook.secret.2.modes", "mode \"prod\"");
    assertThat(reasonOf(OTHER_ACCOUNT)).contains("bamotf.webhook.secret.3.account", "\"a\"");

    assertThat(fixture.store(REAL, PROD)).isInstanceOf(StoreResult.Stored.class);
    assertThat(claimedBody()).isEqualTo(REAL);
    EntrySelection quarantined = EntrySelection.of(EntryStatus.QUARANTINED);
    assertThat(fixture.admin.list(quarantined.withPaymentIntent("pi_1"), 0, 10)).hasSize(2);
    fixture.store(FORGED, TEST);
    assertThat(claimedBody()).isEqualTo(REAL);
  }

  @Test
  void aForgeryStaysInQuarantine() throws SQLException {
    fixture.store(FORGED, TEST);
    long id = quarantined();
    assertThat(fixture.admin.requeue(id, true))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.reason()).contains("bamotf.webhook.secret.2.modes"));
    assertThat(fixture.admin.requeueAll(EntrySelection.of(EntryStatus.QUARANTINED), true)).isZero();
  }

  /** Or a forgery would be believed once another secret has taken the number of the leaked one. */
  @Test
  void whatAReplacedSecretSignedIsNotBelievedAfterwards() throws SQLException {
    fixture.store(FORGED, TEST);
    long id = quarantined();
    WebhookSecret next =
        InboxFixture.secret("bamotf.webhook.secret.2", "next of prod", Optional.empty(), "prod");
    try (InboxFixture later = with(PROD, next)) {
      assertThat(later.admin.requeue(id, true))
          .isInstanceOfSatisfying(
              Refused.class,
              refused ->
                  assertThat(refused.reason())
                      .contains("earlier value of bamotf.webhook.secret.2"));
    }
  }

  /** As at the end of a rotation. */
  @Test
  void aSecretThatMovedToAnotherSettingIsStillTheSame() throws SQLException {
    fixture.store(REAL, TEST);
    WebhookSecret moved =
        InboxFixture.secret("bamotf.webhook.secret", "of test", Optional.empty(), "prod");
    try (InboxFixture later = with(moved)) {
      assertThat(later.admin.requeue(quarantined(), false)).isEqualTo(new RequeueResult.Requeued());
    }
  }

  @Test
  void whatWasBoundByMistakeIsHandledOnceThatIsCorrected() throws SQLException {
    fixture.store(REAL, TEST);
    fixture.store(REAL, TEST);
    assertThat(fixture.value("select deliveries from bamotf_inbox")).isEqualTo("2");
    WebhookSecret corrected =
        InboxFixture.secret("bamotf.webhook.secret.2", "of test", Optional.empty(), "prod");
    try (InboxFixture later = with(corrected)) {
      assertThat(later.admin.requeue(quarantined(), false)).isEqualTo(new RequeueResult.Requeued());
    }
    assertThat(claimedBody()).isEqualTo(REAL);
  }

  /** A secret may sign any text in its own mode, even the id of a payment intent of another. */
  @Test
  void anAcceptedEventOfOneModeIsNoDuplicateOfAnother() throws SQLException {
    String inTest = Bodies.event("pi_1", "succeeded", "1", "test");
    assertThat(fixture.store(inTest, TEST)).isInstanceOf(StoreResult.Stored.class);
    handle();
    String processing = Bodies.event("pi_1", "processing");
    fixture.store(processing, PROD);
    ClaimedEntry entry = handle();
    assertThat(entry.superseded()).isFalse();
    assertThat(new String(entry.body(), StandardCharsets.UTF_8)).isEqualTo(processing);
    assertThat(fixture.store(REAL, PROD)).isInstanceOf(StoreResult.Stored.class);
    assertThat(claimedBody()).isEqualTo(REAL);
  }

  @Test
  void anUnreadableBodyIsKeptForEachSecretThatSignedIt() {
    assertThat(fixture.store("no JSON", TEST)).isInstanceOf(StoreResult.Stored.class);
    assertThat(fixture.store("no JSON", TEST)).isInstanceOf(StoreResult.Duplicate.class);
    assertThat(fixture.store("no JSON", PROD)).isInstanceOf(StoreResult.Stored.class);
  }

  private ClaimedEntry claim() throws SQLException {
    return fixture.inClaimTransaction(() -> (ClaimedEntry) fixture.inbox.claim());
  }

  private String claimedBody() throws SQLException {
    return new String(claim().body(), StandardCharsets.UTF_8);
  }

  private ClaimedEntry handle() throws SQLException {
    return fixture.inClaimTransaction(
        () -> {
          ClaimedEntry entry = (ClaimedEntry) fixture.inbox.claim();
          fixture.inbox.end(entry, EntryStatus.HANDLED);
          return entry;
        });
  }

  private long quarantined() throws SQLException {
    return fixture.admin.list(EntrySelection.of(EntryStatus.QUARANTINED), 0, 1).get(0).id();
  }

  private String reasonOf(WebhookSecret secret) {
    return fixture.value(
        "select last_error from bamotf_inbox where status = 'QUARANTINED' and signed_by = ?",
        secret.id());
  }
}
