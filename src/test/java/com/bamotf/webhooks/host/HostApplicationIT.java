package com.bamotf.webhooks.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.inbox.Inbox;
import com.bamotf.webhooks.inbox.Intake;
import com.bamotf.webhooks.inbox.StoreResult;
import com.bamotf.webhooks.inbox.admin.EntrySelection;
import com.bamotf.webhooks.inbox.admin.InboxAdmin;
import com.bamotf.webhooks.inbox.admin.StoredEntry;
import com.bamotf.webhooks.receive.AcceptResult;
import jakarta.inject.Inject;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The library in the WEB-INF/lib of somebody else's application, seen from inside of the container.
 */
@ExtendWith(ArquillianExtension.class)
class HostApplicationIT {

  @Inject Inbox inbox;
  @Inject InboxAdmin admin;
  @Inject Intake intake;
  @Inject Purchases purchases;
  @Inject Journal journal;
  @Inject HostQueue queue;

  @Deployment
  static WebArchive host() {
    WebArchive shipped =
        ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("bamotf.war")));
    WebArchive host = ShrinkWrap.create(WebArchive.class, "host.war");
    shipped
        .getContent(Filters.include("/WEB-INF/lib/.*\\.jar"))
        .forEach((path, node) -> host.add(node.getAsset(), path));
    return host.addPackage(HostApplicationIT.class.getPackage())
        .addClass(Bodies.class)
        .addAsLibraries(jarOf(Assertions.class), jarOf(Awaitility.class), jarOf(Matcher.class))
        .addAsResource(new StringAsset(PERSISTENCE), "META-INF/persistence.xml")
        .addAsResource(new StringAsset(SETTINGS), "META-INF/microprofile-config.properties")
        .addAsWebInfResource(
            new StringAsset("<beans bean-discovery-mode=\"annotated\"/>"), "beans.xml");
  }

  private static File jarOf(Class<?> type) {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static final String SETTINGS =
      """
      bamotf.webhook.secret=my-secret
      bamotf.webhook.modes=all
      bamotf.dispatch.backoff=PT0.05S
      bamotf.dispatch.timeout=PT2S
      bamotf.dispatch.concurrency=1
      """;

  private static final String PERSISTENCE =
      """
      <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
        <persistence-unit name="host" transaction-type="JTA">
          <jta-data-source>java:comp/DefaultDataSource</jta-data-source>
          <class>com.bamotf.webhooks.host.Purchase</class>
          <properties>
            <property name="jakarta.persistence.schema-generation.database.action" value="create"/>
          </properties>
        </persistence-unit>
      </persistence>
      """;

  @Test
  void anEnterpriseBeanHandlesAnEventInItsTransaction() {
    String id = store("succeeded", "prod", "null");
    awaitNote(id, "after success");
    assertThat(purchases.has(id)).isTrue();
    assertThat(journal.count(id, "paid")).isEqualTo(1);
    assertThat(journal.of(id)).contains("payment_intent.succeeded").doesNotContain("mode test");
  }

  @Test
  void aFailedHandlingIsRolledBackAndTriedAgain() {
    String id = store("succeeded", "prod", "\"fail once\"");
    awaitNote(id, "after success");
    assertThat(journal.count(id, "paid")).isEqualTo(2);
    assertThat(journal.count(id, "after success")).isEqualTo(1);
    assertThat(purchases.has(id)).isTrue();
    assertThat(journal.of(id).stream().filter(note -> note.startsWith("request ")).distinct())
        .as("each attempt has a request context of its own")
        .hasSize(2);
  }

  /** EclipseLink writes when the commit has begun already. */
  @Test
  void whatIsWrittenAtTheCommitIsRolledBackWithIt() {
    String id = store("succeeded", "prod", "\"fail at the commit once\"");
    awaitNote(id, "after success");
    assertThat(journal.count(id, "paid")).isEqualTo(2);
    assertThat(purchases.has(id)).isTrue();
    assertThat(purchases.has("never " + id)).isFalse();
  }

  /** CDI registers such observers after it has called all others, none of which may throw. */
  @Test
  void anObserverThatThrowsKeepsThoseAfterTheFailureFromBeingCalled() {
    String id = store("succeeded", "prod", "\"fail once\"");
    awaitNote(id, "after success");
    awaitNote(id, "after completion");
    assertThat(journal.count(id, "paid")).isEqualTo(2);
    assertThat(journal.count(id, "after failure")).as("of the first attempt").isZero();
    assertThat(journal.count(id, "after completion")).as("of the second one").isEqualTo(1);
  }

  @Test
  void aHandlerThatHangsIsInterruptedRolledBackAndTriedAgain() throws SQLException {
    String id = store("succeeded", "prod", "\"hang once\"");
    awaitNote(id, "after success");
    assertThat(journal.count(id, "paid")).isEqualTo(2);
    assertThat(purchases.has(id)).isTrue();
    List<StoredEntry> entries =
        admin.list(EntrySelection.of(EntryStatus.HANDLED).withPaymentIntent(id), 0, 10);
    assertThat(entries).singleElement().extracting(StoredEntry::attempts).isEqualTo(2);
    assertThat(admin.history(entries.get(0).id(), 10))
        .singleElement()
        .satisfies(kept -> assertThat(kept.message()).contains("bamotf.dispatch.timeout"));
  }

  @Test
  void observersFindTheApplicationAroundThem() {
    String id = store("succeeded", "prod", "null");
    awaitNote(id, "after success");
    assertThat(journal.of(id)).contains("application true true");
  }

  @Test
  void qualifiersChooseEvents() {
    String id = store("processing", "test", "null");
    awaitNote(id, "mode test");
    String other = store("refunded", "prod", "null");
    awaitNote(other, "refund");
    assertThat(journal.of(other)).contains("payment_intent.refunded").doesNotContain("mode test");
  }

  @Test
  void whatABeanAcceptsIsHandledAlthoughItsOwnTransactionIsRolledBack() {
    String id = UUID.randomUUID().toString();
    String own = UUID.randomUUID().toString();
    AcceptResult result = queue.acceptAndRollBack(Bodies.event(id, "succeeded"), new Purchase(own));

    assertThat(result).isEqualTo(new AcceptResult.Stored(true));
    awaitNote(id, "after success");
    assertThat(purchases.has(id)).isTrue();
    assertThat(purchases.has(own)).isFalse();
  }

  private String store(String event, String mode, String description) {
    String id = UUID.randomUUID().toString();
    String body =
        Bodies.event(id, event, "1", mode)
            .replace("\"description\":null", "\"description\":" + description);
    assertThat(put(body).join()).isInstanceOf(StoreResult.Stored.class);
    return id;
  }

  private CompletableFuture<StoreResult> put(String body) {
    return inbox
        .store(intake.read(body.getBytes(StandardCharsets.UTF_8), Source.TEST, null))
        .toCompletableFuture();
  }

  private void awaitNote(String id, String note) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> journal.of(id).contains(note));
  }
}
