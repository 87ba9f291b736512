package com.bamotf.webhooks.shop;

import static com.bamotf.webhooks.shop.Host.SUCCESS;
import static com.bamotf.webhooks.shop.Host.await;
import static com.bamotf.webhooks.shop.Host.newIntent;
import static com.bamotf.webhooks.shop.Host.orderId;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.acceptance.Http;
import com.bamotf.webhooks.shop.Host.Watched;
import com.bamotf.webhooks.shop.json.Customer;
import com.bamotf.webhooks.shop.json.CustomerResource;
import com.bamotf.webhooks.shop.probe.BusyMailServer;
import com.bamotf.webhooks.shop.probe.Probe;
import com.bamotf.webhooks.testing.FakeBamotf;
import com.bamotf.webhooks.testing.FakeIntent;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * The example shop on a real server with PostgreSQL, and beside it, on the same data source, the
 * same shop with a probe in it that tells what the handlers' transaction is.
 */
abstract class ShopAcceptance extends OnServer {

  /** The probed shop has an outbox of its own, so that no other shop sends what is in it. */
  private static final String PROBE_MAILS =
      """
      create schema probe_mails;
      create table probe_mails.shop_mail (
        id varchar(36) primary key, recipient varchar(255) not null, body varchar(1000) not null,
        written_at timestamp with time zone not null, sent_at timestamp with time zone);
      """;

  /** As users would make it; the server's time zone is not the database's. */
  private static final String PROBE_RECEIPTS =
      """
      create table probe_receipt (
        id bigint generated always as identity primary key, payment_intent_id varchar(255),
        created_at timestamp with time zone)
      """;

  private static final String ORM_XML =
      """
      <entity-mappings xmlns="https://jakarta.ee/xml/ns/persistence/orm" version="3.0">
        <entity class="com.example.shop.Mail">
          <table name="shop_mail" schema="probe_mails"/>
        </entity>
      </entity-mappings>
      """;

  private final FakeBamotf bamotf = new FakeBamotf();
  private Host shop;
  private Host probed;

  @Override
  Path[] archives() {
    postgres.execute(DATABASE, "create table probe_row (payment_intent_id varchar(255))");
    postgres.execute(DATABASE, PROBE_MAILS);
    postgres.execute(DATABASE, PROBE_RECEIPTS);
    WebArchive probe =
        ShopWar.named(
                "probe",
                "bamotf.api.url=" + bamotf.withKey("key-dev", "dev").url(),
                "bamotf.api.key=key-dev",
                "bamotf.reconcile.since=2000-01-01T00:00:00Z",
                "bamotf.reconcile.interval=P1D")
            .addPackage(Probe.class.getPackage())
            .addClasses(Customer.class, CustomerResource.class)
            .addAsResource(new StringAsset(ORM_XML), "META-INF/orm.xml");
    WebArchive withoutLibrary =
        ShrinkWrap.create(WebArchive.class, "plain.war").addPackage(Customer.class.getPackage());
    return new Path[] {
      ShopWar.asBuilt(), ShopWar.write(probe, folder), ShopWar.write(withoutLibrary, folder)
    };
  }

  @AfterAll
  void stopBamotf() {
    bamotf.close();
  }

  @Test
  void theLibraryBringsNoOtherJar() {
    assertThat(ShopWar.copy("content").getContent(Filters.include("/WEB-INF/lib/.+"))).hasSize(1);
  }

  @Override
  void awaitStarted() {
    shop = new Host(server, "/shop/shop-api").awaitStarted();
    probed = new Host(server, "/probe/shop-api").awaitStarted();
  }

  @Test
  void tellsWhereWebhooksAreTaken() {
    assertThat(server.log())
        .contains("BAMOTF104: webhooks are accepted at POST /shop/shop-api/webhook")
        .doesNotContain("BAMOTF105");
  }

  @Test
  void aPaymentPaysTheOrderOnceHoweverOftenItIsTold() {
    String order = shop.placeOrder();
    String intent = newIntent();
    for (int i = 0; i < 3; i++) {
      assertThat(shop.pay(intent, orderId(order)).body()).isEqualTo(SUCCESS);
    }
    shop.awaitPaid(order);
    assertThat(inbox("bamotf_inbox", "status || ' ' || deliveries", intent)).isEqualTo("HANDLED 3");
    await().until(() -> mails(order) == 1);
  }

  @Test
  void anUnsignedPaymentPaysNothing() {
    String order = shop.placeOrder();
    byte[] body = Host.succeeded(newIntent(), orderId(order)).getBytes(StandardCharsets.UTF_8);
    assertThat(Http.post(shop.uri("/webhook"), body).statusCode()).isEqualTo(401);
    // Events are handled in the order of their arrival.
    shop.payAndWait(shop.placeOrder());
    assertThat(shop.isPaid(order)).isFalse();
  }

  @Test
  void aPaymentForNoOrderIsAbandonedWithTheReason() {
    String intent = newIntent();
    assertThat(shop.pay(intent, orderId("none")).body()).isEqualTo(SUCCESS);
    await().until(() -> "ABANDONED".equals(inbox("bamotf_inbox", "status", intent)));
    assertThat(inbox("bamotf_inbox", "last_error", intent)).contains("no order of this shop");
  }

  /** What a crash left pending is handled at the first attempt: not before the beans are there. */
  @Test
  void whatACrashLeftIsHandledAfterTheRestart() {
    String intent = newIntent();
    String ofShop = shop.placeOrder();
    String ofProbed = probed.placeOrder();
    shop.pay(intent, orderId(ofShop));
    probed.pay(intent, orderId(ofProbed));
    server.kill();
    asIfTheCrashHadComeEarlier("", intent);
    asIfTheCrashHadComeEarlier("probe.", intent);
    server.start();
    shop.awaitStarted().awaitPaid(ofShop);
    probed.awaitStarted().awaitPaid(ofProbed);
    for (String table : List.of("bamotf_inbox", "probe.bamotf_inbox")) {
      assertThat(inbox(table, "status || ' ' || attempts", intent)).isEqualTo("HANDLED 1");
    }
  }

  private void asIfTheCrashHadComeEarlier(String schema, String intent) {
    postgres.execute(
        DATABASE,
        """
        update %1$sbamotf_inbox
        set status = 'PENDING', stage = 0, attempts = 0, ended_at = null, next_attempt_at = now()
        where payment_intent_id = '%2$s';
        update shop_order set paid_by = null where paid_by = '%2$s';
        """
            .formatted(schema, intent));
  }

  @Test
  void leavesTheHostsJsonAsItIsWithoutTheLibrary() {
    Host plain = new Host(server, "/plain/api");
    await().until(() -> Http.get(plain.uri("/customer")).statusCode() == 200);
    String json = Http.get(plain.uri("/customer")).body();
    assertThat(json).contains("\"e-mail\":", "2026-11-24").doesNotContain("password", "never");
    assertThat(Http.get(probed.uri("/customer")).body()).isEqualTo(json);
  }

  // -- one transaction

  /** The system column xmin is the transaction that wrote a row: the same for all three. */
  @Test
  void orderJdbcRowAndInboxEntryAreOfOneTransaction() {
    String order = probed.placeOrder();
    String intent = newIntent();
    probed.pay(intent, orderId(order));
    probed.awaitPaid(order);
    String transaction = inbox("probe.bamotf_inbox", "xmin", intent);
    assertThat(inbox("probe.bamotf_inbox", "status", intent)).isEqualTo("HANDLED");
    assertThat(value("select xmin from shop_order where paid_by = '%s'", intent))
        .isEqualTo(transaction);
    assertThat(inbox("probe_row", "xmin", intent)).isEqualTo(transaction);
  }

  /** JPA providers differ in what they make of times and of generated identities. */
  @Test
  void entitiesMayHaveTimesAndGeneratedIdentities() {
    String intent = newIntent();
    String order = probed.placeOrder();
    probed.pay(intent, orderId(order));
    probed.awaitPaid(order);
    String receipt = "receipt %s of 2023-11-14T22:10:00Z";
    assertThat(notes(intent)).contains(receipt.formatted(inbox("probe_receipt", "id", intent)));
    assertThat(inbox("probe_receipt", "created_at at time zone 'UTC'", intent))
        .isEqualTo("2023-11-14 22:10:00");
    assertThat(inbox("probe_receipt", "xmin", intent))
        .isEqualTo(inbox("probe.bamotf_inbox", "xmin", intent));
  }

  /** PostgreSQL as it comes takes no prepared transaction, so that XA would fail. */
  @Test
  void jpaAndJdbcHaveOneConnectionWithoutXa() {
    String order = probed.placeOrder();
    String intent = newIntent();
    probed.pay(intent, orderId(order));
    probed.awaitPaid(order);
    List<String> notes = notes(intent);
    assertThat(notes.get(0)).startsWith("jpa ");
    assertThat(notes.get(1)).isEqualTo(notes.get(0).replace("jpa ", "jdbc "));
    assertThat(notes.get(2)).as("by JPA, seen by JDBC").isEqualTo("paid by " + intent);
    assertThat(value("show max_prepared_transactions")).isEqualTo("0");
  }

  @Test
  void aStatelessBeanMayRequeue() {
    String order = probed.placeOrder();
    String intent = newIntent();
    probed.pay(intent, orderId(order));
    probed.awaitPaid(order);
    HttpResponse<String> answer = Http.post(probed.uri("/probe/requeue/" + intent), new byte[0]);
    assertThat(answer.body())
        .isEqualTo(
            "refused true, requeued true, 1 accounts, rolled back true, same transaction true");
    await().until(() -> notes(intent).stream().filter(note -> note.startsWith("jpa ")).count() > 1);
  }

  @Test
  void aStatelessBeanMayAskForARun() {
    String order = probed.placeOrder();
    bamotf.add(new FakeIntent("dev").withMetadata(orderId(order)).with("succeeded"));
    HttpResponse<String> answer = Http.post(probed.uri("/probe/reconcile"), new byte[0]);
    assertThat(answer.body()).isEqualTo("requested true, same transaction true");
    probed.awaitPaid(order);
  }

  @Test
  void whatAFailedHandlerWroteIsGoneAndComesWithTheSuccess() {
    String order = probed.placeOrder();
    String intent = newIntent();
    probed.pay(intent, "{\"breaks\":true,\"orderId\":\"" + order + "\"}");
    await().until(() -> notes(intent).stream().filter("broken"::equals).count() >= 2);
    assertThat(notes(intent)).contains("paid by " + intent).noneMatch(this::isAfterSuccess);
    assertThat(probed.isPaid(order)).isFalse();
    assertThat(inbox("probe_row", "count(*)", intent)).isEqualTo("0");
    assertThat(inbox("probe.bamotf_inbox", "status", intent)).isEqualTo("PENDING");
    assertThat(writtenMails(order)).isEqualTo("0");

    Http.send("POST", probed.uri("/probe/heal"), BodyPublishers.noBody());
    probed.awaitPaid(order);
    assertThat(inbox("probe_row", "count(*)", intent)).isEqualTo("1");
    await().until(() -> mails(order) == 1);
    await().until(() -> notes(intent).stream().filter(this::isAfterSuccess).count() == 1);
  }

  @Test
  void observersAfterSuccessAreToldWhenOthersCanSeeTheCommit() {
    String order = probed.placeOrder();
    String intent = newIntent();
    probed.pay(intent, orderId(order));
    await().until(() -> notes(intent).stream().anyMatch(this::isAfterSuccess));
    assertThat(notes(intent)).contains("after success 1");
  }

  // -- mails

  @Test
  void aMailIsWrittenInTheTransactionOfItsOrder() {
    String order = probed.placeOrder();
    String intent = newIntent();
    probed.pay(intent, orderId(order));
    probed.awaitPaid(order);
    // It is refused twice at first, and as long as it is not sent, its row is the one written here.
    assertThat(value("select xmin from probe_mails.shop_mail where body like '%%%s%%'", order))
        .isEqualTo(inbox("probe.bamotf_inbox", "xmin", intent));
    await().until(() -> mails(order) == 1);
    await().until(() -> unsentMails("probe_mails.shop_mail") == 0);
    assertThat(mails(order)).isEqualTo(1);
  }

  @Test
  void noMailIsLostWhileTheMailServerTakesNone() {
    List<String> orders = Stream.generate(probed::placeOrder).limit(3).toList();
    orders.forEach(order -> probed.pay(newIntent(), orderId(order)));
    await().until(() -> orders.stream().allMatch(order -> mails(order) == 1));
    await().until(() -> unsentMails("probe_mails.shop_mail") == 0);
    assertThat(orders).allSatisfy(order -> assertThat(mails(order)).isEqualTo(1));
    assertThat(server.log().split(BusyMailServer.REFUSAL, -1).length - 1)
        .as("refused, each twice")
        .isGreaterThanOrEqualTo(2 * orders.size());
  }

  private String writtenMails(String order) {
    return value("select count(*) from probe_mails.shop_mail where body like '%%%s%%'", order);
  }

  // -- the customer's screen

  @Test
  void theScreenIsToldOnceTheOrderIsPaid() {
    Watched order = shop.placeWatchedOrder();
    Watcher screen = shop.watch(order, order.token());
    shop.pay(newIntent(), orderId(order.id()));
    assertThat(screen.lines()).contains("event: paid").last().isEqualTo("data: paid");
  }

  /** As after the browser has connected again. */
  @Test
  void aScreenThatComesLaterIsToldAtOnce() {
    Watched order = shop.placeWatchedOrder();
    shop.pay(newIntent(), orderId(order.id()));
    shop.awaitPaid(order.id());
    assertThat(shop.watch(order, order.token()).lines()).contains("event: paid");
  }

  /** The other application stands for another server: it shares nothing but the database. */
  @Test
  void aScreenOfAnotherServerIsToldToo() {
    Watched order = shop.placeWatchedOrder();
    Watcher screen = probed.watch(order, order.token());
    shop.pay(newIntent(), orderId(order.id()));
    assertThat(screen.lines()).contains("event: paid");
  }

  @Test
  void onlyWhoPlacedTheOrderMayWatchIt() {
    Watched order = shop.placeWatchedOrder();
    String another = shop.placeWatchedOrder().token();
    assertThat(shop.watch(order, another).status()).isEqualTo(404);
    assertThat(shop.watch(order, "").status()).isEqualTo(404);
  }

  @Test
  void thePageOfTheGuideConnectsWhereTheShopAnswers() throws IOException {
    assertThat(Files.readString(Path.of("docs/payer-screen.md")))
        .contains("new EventSource(`/shop/shop-api/orders/${id}/events?token=${token}`)");
  }

  // -- two applications

  @Test
  void eachOfTwoApplicationsHandlesWhatWasPostedToIt() {
    String intent = newIntent();
    String ofShop = shop.placeOrder();
    String ofProbed = probed.placeOrder();
    assertThat(shop.pay(intent, orderId(ofShop)).body()).isEqualTo(SUCCESS);
    assertThat(probed.pay(intent, orderId(ofProbed)).body()).isEqualTo(SUCCESS);
    shop.awaitPaid(ofShop);
    probed.awaitPaid(ofProbed);
    await().until(() -> mails(ofShop) == 1 && mails(ofProbed) == 1);
    assertThat(notes(intent).stream().filter(note -> note.startsWith("jpa "))).hasSize(1);
  }

  private boolean isAfterSuccess(String note) {
    return note.startsWith("after success");
  }

  private List<String> notes(String intent) {
    return Http.get(probed.uri("/probe/" + intent)).body().lines().toList();
  }

  private String inbox(String table, String expression, String intent) {
    return value(
        "select " + expression + " from " + table + " where payment_intent_id = '%s'", intent);
  }

  private String value(String sql, Object... parameters) {
    return postgres.value(DATABASE, sql.formatted(parameters));
  }
}
