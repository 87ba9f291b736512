package com.bamotf.webhooks.shop;

import static com.bamotf.webhooks.shop.Host.newIntent;
import static com.bamotf.webhooks.shop.Host.orderId;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.acceptance.Http;
import com.bamotf.webhooks.acceptance.InPieces;
import com.bamotf.webhooks.shop.application.Forgetful;
import com.bamotf.webhooks.shop.application.Listing;
import com.bamotf.webhooks.shop.application.PlainFilter;
import com.bamotf.webhooks.shop.application.Unguarded;
import com.bamotf.webhooks.signature.WebhookSigner;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/**
 * The ways in which a host can, or cannot, have a Jakarta REST application: each is the example
 * shop with another one, all on one server and one data source.
 */
abstract class ApplicationsAcceptance extends OnServer {

  @Override
  Path[] archives() {
    return new Path[] {
      written(with("listing", Listing.class)),
      written(with("forgetful", Forgetful.class)),
      written(with("unguarded", Unguarded.class)),
      written(withoutApplication("mapped").setWebXML(new StringAsset(MAPPED))),
      written(withoutApplication("unmapped")),
      written(ShopWar.named("filtered").addClass(PlainFilter.class))
    };
  }

  @Override
  void awaitStarted() {
    host("/listing/listing-api").awaitStarted();
    host("/mapped/rest").awaitStarted();
    host("/filtered/shop-api").awaitStarted();
  }

  @Test
  void anApplicationThatListsBothClassesTakesWebhooks() {
    Host listing = host("/listing/listing-api");
    listing.payAndWait(listing.placeOrder());
    assertThat(listing.pay(newIntent(), "null").statusCode()).isEqualTo(200);
    assertThat(Http.post(listing.uri("/webhook"), new byte[0]).statusCode()).isEqualTo(401);
    assertThat(server.log())
        .contains("BAMOTF104: webhooks are accepted at POST /listing/listing-api/webhook");
  }

  @Test
  void withoutAClassOfItsOwnAServletMappingIsEnough() {
    Host mapped = host("/mapped/rest");
    mapped.payAndWait(mapped.placeOrder());
    assertThat(server.log())
        .contains("BAMOTF104: webhooks are accepted at POST /mapped/rest/webhook");
  }

  /** As the filters of most applications are, and the servlet of the mapping above. */
  @Test
  void aFilterThatKeepsItsThreadIsNoHindrance() {
    Host filtered = host("/filtered/shop-api");
    filtered.payAndWait(filtered.placeOrder());
    assertThat(Http.post(filtered.uri("/webhook"), new byte[0]).statusCode()).isEqualTo(401);
    assertThat(server.log())
        .contains("BAMOTF208: a filter or servlet of the web application \"/filtered\"");
  }

  /** Whether the request can let go of its thread while they arrive, or cannot. */
  @Test
  void bodiesInPiecesAreTakenByEachOfThem() throws IOException {
    for (String path : List.of("/listing/listing-api", "/mapped/rest", "/filtered/shop-api")) {
      byte[] body = Host.succeeded(newIntent(), "null").getBytes(StandardCharsets.UTF_8);
      String signature = new WebhookSigner(Host.SECRET).sign(body, Instant.now());
      assertThat(
              InPieces.post(
                  host(path).uri("/webhook"),
                  body,
                  WebhookSigner.HEADER,
                  signature,
                  "content-type",
                  "application/x-www-form-urlencoded"))
          .as(path)
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void withoutAnyApplicationTheLogSaysWhatToDo() {
    assertThat(Http.post(server.uriOf("/unmapped/shop-api/webhook"), new byte[0]).statusCode())
        .isIn(404, 405); // the second from a servlet for files
    assertThat(warningOf("/unmapped")).contains("@ApplicationPath(\"api\")");
  }

  @Test
  void aListThatLacksTheClassesIsToldAtTheStart() {
    Host forgetful = host("/forgetful/forgetful-api");
    forgetful.placeOrder();
    assertThat(forgetful.pay(newIntent(), "null").statusCode()).isEqualTo(404);
    assertThat(warningOf("/forgetful"))
        .contains(Forgetful.class.getName(), "WebhookResource", "SignatureFilter");
  }

  @Test
  void aListThatLacksTheFilterLetsNobodyIn() {
    Host unguarded = host("/unguarded/unguarded-api");
    String order = unguarded.placeOrder();
    String intent = newIntent();
    HttpResponse<String> unsigned =
        Http.post(
            unguarded.uri("/webhook"),
            Host.succeeded(intent, orderId(order)).getBytes(StandardCharsets.UTF_8));
    assertThat(unsigned.statusCode()).isEqualTo(500);
    assertThat(unguarded.pay(intent, orderId(order)).statusCode()).isEqualTo(500);
    assertThat(postgres.value(DATABASE, "select count(*) from unguarded.bamotf_inbox"))
        .isEqualTo("0");
    assertThat(warningOf("/unguarded")).contains("SignatureFilter");
    assertThat(server.log()).contains("BAMOTF205");
  }

  /** All applications here have one outbox, and their timers look into it at the same moment. */
  @Test
  void aMailIsSentOnceHoweverManyTimersLookForIt() {
    Host mapped = host("/mapped/rest");
    List<String> orders = Stream.generate(mapped::placeOrder).limit(20).toList();
    orders.forEach(mapped::payAndWait);
    Host.await().until(() -> unsentMails("shop_mail") == 0);
    assertThat(orders).allSatisfy(order -> assertThat(mails(order)).isEqualTo(1));
  }

  private String warningOf(String contextRoot) {
    return server
        .log()
        .lines()
        .filter(line -> line.contains("BAMOTF105") && line.contains("\"" + contextRoot + "\""))
        .findFirst()
        .orElseThrow();
  }

  private Host host(String apiPath) {
    return new Host(server, apiPath);
  }

  private static Path written(WebArchive archive) {
    return ShopWar.write(archive, folder);
  }

  private static WebArchive with(String name, Class<? extends Application> application) {
    return withoutApplication(name)
        .addClass(application)
        .addClass("com.bamotf.webhooks.shop.application.ShopClasses");
  }

  private static WebArchive withoutApplication(String name) {
    WebArchive archive = ShopWar.named(name);
    archive.delete("/WEB-INF/classes/com/example/shop/ShopApplication.class");
    return archive;
  }

  /** As the specification shows it; Payara refuses the mapping alone. */
  private static final String MAPPED =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <servlet>
          <servlet-name>jakarta.ws.rs.core.Application</servlet-name>
        </servlet>
        <servlet-mapping>
          <servlet-name>jakarta.ws.rs.core.Application</servlet-name>
          <url-pattern>/rest/*</url-pattern>
        </servlet-mapping>
      </web-app>
      """;
}
