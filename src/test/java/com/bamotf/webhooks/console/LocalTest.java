package com.bamotf.webhooks.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.config.Secret;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.InboxFixture;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorFilterTest {

  private static final String TOKEN = "s3cret tökén,=";
  private static final List<String> CURL = List.of("Host", "User-Agent", "Accept");

  @ParameterizedTest
  @ValueSource(strings = {"Bearer " + TOKEN, "bearer " + TOKEN, "BEARER " + TOKEN})
  void letsTheTokenThroughFromAnywhere(String authorization) {
    assertThat(withToken(authorization)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        TOKEN,
        "Basic " + TOKEN,
        "Bearer  " + TOKEN,
        "Bearer " + TOKEN + " ",
        "Bearer " + TOKEN + "," + "Bearer " + TOKEN,
        "Bearer s3cret tökén,",
        "Bearer S3CRET TÖKÉN,="
      })
  void refusesEverythingElse(String authorization) {
    Response response = withToken(authorization).orElseThrow();

    assertThat(response.getStatus()).isEqualTo(401);
    assertThat(response.getHeaderString("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(error(response)).contains("bamotf.admin.token").doesNotContain(TOKEN);
  }

  @Test
  void refusesARequestWithoutTokenEvenFromThisMachine() {
    assertThat(withToken(null)).get().extracting(Response::getStatus).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,       localhost",
    "127.9.8.7,       LOCALHOST",
    "::1,             [::1]",
    "0:0:0:0:0:0:0:1, 127.0.0.1",
    "::1%lo,          ::1",
  })
  void withoutTokenAnswersThisMachine(String address, String host) {
    assertThat(withoutToken(address, host, CURL)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.1.7,      localhost",
    "10.127.0.0.1,     localhost",
    "127.0.0.1.9,      localhost",
    "12.7.0.0,         localhost",
    "::2,              localhost",
    "2001:db8::1,      localhost",
    "127.0.0.1,        shop.example",
    "127.0.0.1,        localhost.evil.example",
    "127.0.0.1,        127.0.0.1.evil.example",
  })
  void withoutTokenRefusesOtherMachinesAndNames(String address, String host) {
    Response response = withoutToken(address, host, CURL).orElseThrow();

    assertThat(response.getStatus()).isEqualTo(403);
    assertThat(error(response)).contains("bamotf.admin.token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For",
        "x-forwarded-host",
        "X-FORWARDED-PROTO",
        "Forwarded",
        "X-Real-IP",
        "Via",
        "CF-Connecting-IP",
        "True-Client-IP",
        "X-Client-IP",
        "X-Cluster-Client-IP",
        "Fastly-Client-IP",
        "X-Envoy-External-Address",
        "CDN-Loop"
      })
  void withoutTokenRefusesWhatCameThroughAProxy(String header) {
    List<String> headers = new ArrayList<>(CURL);
    headers.add(header);

    assertThat(withoutToken("127.0.0.1", "localhost", headers))
        .get()
        .extracting(Response::getStatus)
        .isEqualTo(403);
  }

  /** Such as a tunnel through a proxy that passes an upgrade, or nginx as it is by default. */
  @ParameterizedTest
  @ValueSource(strings = {"HTTP/2.0", "HTTP/2", "HTTP/1.0", "HTTP/0.9"})
  void withoutTokenRefusesOtherVersionsOfHttp(String protocol) {
    assertThat(local(protocol, "GET", Map.of("Host", "localhost"))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop.example", "shop.example:8080", ""})
  void withoutTokenRefusesAHostHeaderThatContradictsTheUri(String host) {
    assertThat(local("HTTP/1.1", "GET", Map.of("Host", host))).isPresent();
  }

  @Test
  void withoutTokenRefusesARequestWithoutHost() {
    assertThat(local("HTTP/1.1", "GET", Map.of())).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Origin,         https://evil.example",
    "Origin,         http://localhost:3000",
    "Origin,         null",
  })
  void withoutTokenNoPageOfAnotherSiteChangesAnything(String header, String value) {
    Map<String, String> headers = Map.of("Host", "localhost:8080", header, value);
    assertThat(local("HTTP/1.1", "POST", headers)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, same-origin",
    "Sec-Fetch-Site, none",
    "Origin,         http://localhost:8080",
    "Origin,         https://localhost:8080",
    "User-Agent,     curl",
  })
  void withoutTokenItsOwnPagesAndProgramsMay(String header, String value) {
    Map<String, String> headers = Map.of("Host", "localhost:8080", header, value);
    assertThat(local("HTTP/1.1", "POST", headers)).isEmpty();
  }

  private static Optional<Response> local(
      String protocol, String method, Map<String, String> headers) {
    return filter(
        Optional.empty(), null, request("127.0.0.1", "localhost", protocol, method, headers));
  }

  private static Optional<Response> withToken(String authorization) {
    return filter(
        Optional.of(new Secret(TOKEN)), authorization, request("127.0.0.1", "localhost", CURL));
  }

  private static Optional<Response> withoutToken(
      String address, String host, List<String> headers) {
    return filter(Optional.empty(), null, request(address, host, headers));
  }

  /** The refusal, if there is one. */
  private static Optional<Response> filter(
      Optional<Secret> token, String authorization, HttpServletRequest request) {
    List<Response> refusals = new ArrayList<>();
    OperatorFilter filter = new OperatorFilter();
    filter.settings = settings(token);
    filter.request = request;
    filter.filter(
        Stub.of(
            ContainerRequestContext.class,
            Map.of(
                "getHeaderString", name -> name.equals("Authorization") ? authorization : null,
                "abortWith", response -> refusals.add((Response) response) ? null : null)));
    assertThat(refusals).hasSizeLessThan(2);
    return refusals.stream().findFirst();
  }

  private static HttpServletRequest request(String address, String host, List<String> headers) {
    Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach(name -> values.put(name, "some"));
    values.put("Host", host.startsWith(":") ? "[" + host + "]:8080" : host + ":8080");
    return request(address, host, "HTTP/1.1", "GET", values);
  }

  private static HttpServletRequest request(
      String address, String host, String protocol, String method, Map<String, String> headers) {
    return Stub.of(
        HttpServletRequest.class,
        Map.of(
            "getRemoteAddr", none -> address,
            "getServerName", none -> host,
            "getProtocol", none -> protocol,
            "getMethod", none -> method,
            "getHeader", name -> headers.get((String) name),
            "getHeaderNames", none -> Collections.enumeration(headers.keySet())));
  }

  private static String error(Response response) {
    return ((JsonObject) response.getEntity()).getString("error");
  }

  private static Settings settings(Optional<Secret> token) {
    return new Settings(
        "java:comp/DefaultDataSource",
        new Settings.Webhook(
            List.of(), Duration.ofMinutes(5), 1024, Duration.ofSeconds(10), Set.of()),
        new Settings.Inbox(
            Duration.ofDays(1), Duration.ZERO, 1, Optional.empty(), Optional.empty()),
        new Settings.Dispatch(
            1, 1, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)),
        InboxFixture.NO_API,
        InboxFixture.RECONCILE,
        new Settings.Admin(token, Duration.ofDays(365)));
  }
}
