package com.bamotf.webhooks.shop;

import static com.bamotf.webhooks.shop.Host.SUCCESS;
import static com.bamotf.webhooks.shop.Host.newIntent;
import static com.bamotf.webhooks.shop.Host.orderId;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.acceptance.Http;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Three applications on one server: two that would share an inbox, and one with much of its own.
 */
abstract class NeighboursAcceptance extends OnServer {

  private static final String OTHER_DATABASE = "other";

  private Host established;

  @Override
  Path[] archives() {
    postgres.createDatabase(OTHER_DATABASE);
    return new Path[] {
      ShopWar.write(ShopWar.copy("first"), folder),
      ShopWar.write(ShopWar.copy("second"), folder),
      EstablishedWar.write(folder, postgres, OTHER_DATABASE)
    };
  }

  @Override
  void awaitStarted() {
    established = new Host(server, "/established/shop-api").awaitStarted();
  }

  @Test
  void ofTwoApplicationsWithOneInboxOneIsRefusedAndToldWhatToSet() {
    assertThat(server.log())
        .containsPattern("the inbox in schema public of [^\"]*/shop belongs to \"(first|second)\"")
        .contains("set bamotf.inbox.schema in its META-INF/microprofile-config.properties");
    Host first = new Host(server, "/first/shop-api");
    Host second = new Host(server, "/second/shop-api");
    assertThat(takesWebhooks(first)).isNotEqualTo(takesWebhooks(second));
    Host living = takesWebhooks(first) ? first : second;
    living.payAndWait(living.placeOrder());
  }

  @Test
  void takesTheDataSourceThatIsSet() {
    String order = established.placeOrder();
    String intent = newIntent();
    established.pay(intent, orderId(order));
    established.awaitPaid(order);
    String transaction =
        other("select xmin from bamotf.bamotf_inbox where payment_intent_id = '" + intent + "'");
    assertThat(transaction)
        .isEqualTo(other("select xmin from shop_order where id = '" + order + "'"));
  }

  @Test
  void leavesTheHostsSchemaAlone() {
    String tables = "select string_agg(tablename, ' ' order by tablename) from pg_tables";
    assertThat(other(tables + " where schemaname = 'public'")).isEqualTo("shop_mail shop_order");
    assertThat(other("select script from bamotf.bamotf_schema_version"))
        .isEqualTo("V1__library.sql");
  }

  @Test
  void answersAsEverWhateverJsonTheHostWrites() {
    HttpResponse<String> paid = established.pay(newIntent(), "null");
    assertThat(paid.body()).isEqualTo(SUCCESS);
    HttpResponse<String> unsigned = Http.post(established.uri("/webhook"), new byte[0]);
    assertThat(unsigned.body()).isEqualTo("{\"success\":false,\"error\":\"Invalid signature\"}");
    assertThat(established.showOrder(established.placeOrder()).body())
        .as("the host's is in lines")
        .contains("\n");
  }

  private static boolean takesWebhooks(Host host) {
    return Http.get(host.uri("/webhook")).statusCode() == 405;
  }

  private String other(String sql) {
    return postgres.value(OTHER_DATABASE, sql);
  }
}
