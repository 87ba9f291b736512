package com.bamotf.webhooks.shop;

import static com.bamotf.webhooks.shop.Host.SUCCESS;
import static com.bamotf.webhooks.shop.Host.await;
import static com.bamotf.webhooks.shop.Host.newIntent;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.acceptance.Http;
import com.bamotf.webhooks.guide.Announcement;
import com.bamotf.webhooks.guide.Announcements;
import com.bamotf.webhooks.guide.Topic;
import com.bamotf.webhooks.shop.messages.JmsTopic;
import com.bamotf.webhooks.shop.messages.Messages;
import com.bamotf.webhooks.shop.messages.MessagesApplication;
import com.bamotf.webhooks.shop.messages.Outbox;
import com.bamotf.webhooks.shop.messages.PaymentMessages;
import com.bamotf.webhooks.shop.messages.Trouble;
import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/**
 * Messages to others through the server's own JMS broker, by an outbox, and by sending in the
 * handler's transaction.
 */
abstract class MessagesAcceptance extends OnServer {

  private static final String PERSISTENCE_XML =
      """
      <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
        <persistence-unit name="outbox">
          <class>com.bamotf.webhooks.guide.Announcement</class>
          <exclude-unlisted-classes>true</exclude-unlisted-classes>
        </persistence-unit>
      </persistence>
      """;

  private Host direct;
  private Host outbox;

  @Override
  Path[] archives() {
    postgres.execute(
        DATABASE,
        "create table announcement (id varchar(255) primary key, body varchar(1000), ispublished boolean)");
    return new Path[] {
      written(application("direct").addClass(PaymentMessages.class)),
      written(
          application("outbox")
              .addClasses(Announcement.class, Announcements.class, Topic.class)
              .addClasses(JmsTopic.class, Outbox.class)
              .addAsResource(new StringAsset(PERSISTENCE_XML), "META-INF/persistence.xml"))
    };
  }

  private static WebArchive application(String name) {
    WebArchive war = ShopWar.named(name);
    war.delete("/WEB-INF/classes/com/example/shop");
    war.delete("/WEB-INF/classes/META-INF/persistence.xml");
    return war.addClasses(MessagesApplication.class, Messages.class, Trouble.class);
  }

  private static Path written(WebArchive war) {
    return ShopWar.write(war, folder);
  }

  @Override
  void awaitStarted() {
    direct = new Host(server, "/direct/api").awaitStarted();
    outbox = new Host(server, "/outbox/api").awaitStarted();
  }

  // -- the outbox

  @Test
  void theOutboxSendsOncePerEventThatWasHandled() {
    String intent = newIntent();
    for (int i = 0; i < 3; i++) {
      assertThat(outbox.pay(intent, failures(0)).body()).isEqualTo(SUCCESS);
    }
    awaitStatus("outbox", intent, "HANDLED");
    post(outbox, "/outbox");
    post(outbox, "/outbox");
    assertThat(announced()).singleElement().asString().contains(intent);
    assertThat(Http.get(outbox.uri("/outbox")).body()).isEmpty();
  }

  @Test
  void theOutboxSendsNothingOfAHandlerThatFails() {
    String intent = newIntent();
    outbox.pay(intent, failures(Integer.MAX_VALUE));
    await().until(() -> attempts("outbox", intent) >= 2);
    post(outbox, "/outbox");
    assertThat(announced()).isEmpty();
  }

  // -- in the handler's transaction

  @Test
  void aHandlerSendsOnceHoweverOftenItIsTold() {
    String intent = newIntent();
    for (int i = 0; i < 3; i++) {
      assertThat(direct.pay(intent, failures(0)).body()).isEqualTo(SUCCESS);
    }
    awaitStatus("direct", intent, "HANDLED");
    assertThat(sent()).containsExactly("payment_intent.succeeded " + intent);
  }

  @Test
  void aHandlerThatFailsSendsNothingUntilItSucceeds() {
    String intent = newIntent();
    String another = newIntent();
    direct.pay(intent, failures(2));
    direct.pay(another, failures(Integer.MAX_VALUE));
    await().until(() -> attempts("direct", another) >= 3);
    awaitStatus("direct", intent, "HANDLED");
    assertThat(attempts("direct", intent)).isEqualTo(3);
    assertThat(sent()).containsExactly("payment_intent.succeeded " + intent);
  }

  private static String failures(int count) {
    return "{\"failures\":\"" + count + "\"}";
  }

  private void awaitStatus(String schema, String intent, String status) {
    await().until(() -> status.equals(value(schema, intent, "status")));
  }

  private int attempts(String schema, String intent) {
    return Integer.parseInt(value(schema, intent, "attempts"));
  }

  private String value(String schema, String intent, String column) {
    return postgres.value(
        DATABASE,
        "select %s from %s.bamotf_inbox where payment_intent_id = '%s'"
            .formatted(column, schema, intent));
  }

  private List<String> sent() {
    return post(direct, "/messages/payments").lines().toList();
  }

  private List<String> announced() {
    return post(outbox, "/messages/announcements").lines().toList();
  }

  private static String post(Host host, String path) {
    return Http.post(host.uri(path), new byte[0]).body();
  }
}
