package com.bamotf.webhooks.war.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.console.Stub;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PaymentsResourceTest {

  private final PaymentsResource resource = new PaymentsResource();
  private Response response;

  {
    resource.payments = new OnePayment();
  }

  @Test
  void listsPayments() {
    response = resource.list(uri("mode", "prod"));

    assertThat(response.getStatus()).isEqualTo(200);
    assertThat(json().getJsonArray("data")).hasSize(1);
    assertThat(json().getString("next"))
        .isEqualTo("/bamotf/api/pay%20?mode=prod&limit=50&offset=1");
  }

  @Test
  void tellsWhatIsWrongWithAParameter() {
    response = resource.list(uri("limit", "0"));

    assertThat(response.getStatus()).isEqualTo(400);
    assertThat(json().getString("error"))
        .isEqualTo("Parameter limit is \"0\"; allowed is a whole number from 1 to 500.");
  }

  @Test
  void sumsUp() {
    response = resource.totals(uri("mode", "prod"));

    assertThat(response.getStatus()).isEqualTo(200);
    assertThat(json().toString())
        .isEqualTo(
            "{\"totals\":[{\"currency\":\"EUR\",\"mode\":\"prod\",\"payments\":7,\"paid\":0,\"open\":7,\"canceled\":0,\"received\":\"500\"}],"
                + "\"days\":[{\"day\":\"1970-01-02\",\"currency\":\"EUR\",\"mode\":\"prod\",\"payments\":7,\"paid\":0}]}");
  }

  @Test
  void sumsUpNoPage() {
    response = resource.totals(uri("limit", "7"));

    assertThat(response.getStatus()).isEqualTo(400);
    assertThat(json().getString("error")).contains("no parameter \"limit\"");
  }

  @Test
  void showsOnePayment() {
    response = resource.one(Events.INTENT_ID);

    assertThat(response.getStatus()).isEqualTo(200);
    assertThat(json().getString("id")).isEqualTo(Events.INTENT_ID);
  }

  @Test
  void tellsThatThereIsNoSuchPayment() {
    response = resource.one("other");

    assertThat(response.getStatus()).isEqualTo(404);
    assertThat(json().getString("error")).startsWith("The ledger has no payment with this id.");
  }

  @AfterEach
  void isJsonThatNoCacheKeeps() {
    assertThat(response.getMediaType()).isEqualTo(MediaType.APPLICATION_JSON_TYPE);
    assertThat(response.getHeaderString("Cache-Control")).isEqualTo("no-store");
  }

  private JsonObject json() {
    return response.getEntity() instanceof StreamingOutput streamed
        ? Written.json(streamed)
        : (JsonObject) response.getEntity();
  }

  private static UriInfo uri(String name, String value) {
    MultivaluedHashMap<String, String> parameters = new MultivaluedHashMap<>();
    parameters.add(name, value);
    return Stub.of(
        UriInfo.class,
        Map.of(
            "getQueryParameters", none -> parameters,
            "getRequestUri", none -> URI.create("http://localhost/bamotf/api/pay%20?x=y")));
  }

  /** A ledger of one payment that says it has a second page. */
  private static class OnePayment extends Payments {

    private final Payment payment = new Payment(Events.fiat().paymentIntent(), Instant.EPOCH);

    @Override
    Optional<Payment> find(String id) {
      return Optional.of(payment).filter(each -> each.id().equals(id));
    }

    @Override
    PaymentTotals totals(PaymentQuery query) {
      return PaymentTotals.of(
          List.<Object[]>of(
              new Object[] {1, "EUR", query.mode(), PaymentStatus.PROCESSING, 7L, 500L}));
    }

    @Override
    PaymentPage page(PaymentQuery query) {
      return new PaymentPage(query, List.of(payment), 51);
    }
  }
}
