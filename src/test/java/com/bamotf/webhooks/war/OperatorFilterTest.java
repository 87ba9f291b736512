package com.bamotf.webhooks.war;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.console.Stub;
import com.bamotf.webhooks.console.TestClock;
import com.bamotf.webhooks.console.TestRequest;
import com.bamotf.webhooks.console.TestSettings;
import com.bamotf.webhooks.console.access.Accesses;
import jakarta.json.JsonObject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the access decides is tested there. */
class OperatorFilterTest {

  @Test
  void letsReadersThrough() {
    assertThat(filter(TestSettings.nobody(), TestRequest.of("GET"))).isEmpty();
    for (String token : List.of(TestSettings.TOKEN, TestSettings.VIEWER_TOKEN)) {
      TestRequest request = TestRequest.of("GET").from("10.0.0.1");
      request.with("Authorization", "Bearer " + token);
      assertThat(filter(TestSettings.tokens(), request)).isEmpty();
    }
  }

  @Test
  void refusesOthersAsJsonThatNoCacheKeeps() {
    Response response =
        filter(TestSettings.tokens(), TestRequest.of("GET").with("Authorization", "Bearer x"))
            .orElseThrow();
    assertThat(response.getStatus()).isEqualTo(401);
    assertThat(response.getHeaderString("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(response.getHeaderString("Cache-Control")).isEqualTo("no-store");
    assertThat(((JsonObject) response.getEntity()).getString("error"))
        .contains("bamotf.admin.token");
  }

  @Test
  void refusesAScraper() {
    TestRequest request = TestRequest.of("GET").with("Authorization", "Bearer s3cret of a scraper");
    assertThat(filter(TestSettings.scraper("s3cret of a scraper"), request))
        .get()
        .extracting(Response::getStatus)
        .isEqualTo(403);
  }

  @Test
  void refusesOtherMachinesWhileNobodyIsConfigured() {
    assertThat(filter(TestSettings.nobody(), TestRequest.of("GET").from("10.0.0.1")))
        .get()
        .extracting(Response::getStatus)
        .isEqualTo(403);
  }

  /** The refusal, if there is one. */
  private static Optional<Response> filter(Settings settings, TestRequest request) {
    List<Response> refusals = new ArrayList<>();
    OperatorFilter filter = new OperatorFilter();
    filter.access = new Accesses(settings, new TestClock()).access;
    filter.request = request.build();
    filter.filter(
        Stub.of(
            ContainerRequestContext.class,
            Map.of("abortWith", response -> refusals.add((Response) response) ? null : null)));
    assertThat(refusals).hasSizeLessThan(2);
    return refusals.stream().findFirst();
  }
}
