package com.bamotf.webhooks.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.console.TestRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalRequestTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,       localhost",
    "127.9.8.7,       LOCALHOST",
    "::1,             [::1]",
    "0:0:0:0:0:0:0:1, 127.0.0.1",
    "::1%lo,          ::1",
  })
  void recognizesThisMachine(String address, String host) {
    assertThat(is(from(address, host))).isTrue();
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
  void refusesOtherMachinesAndNames(String address, String host) {
    assertThat(is(from(address, host))).isFalse();
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
        "X-Original-Forwarded-For",
        "X-Envoy-External-Address",
        "X-Envoy-Internal",
        "X-Azure-ClientIP",
        "CDN-Loop"
      })
  void refusesWhatCameThroughAProxy(String header) {
    assertThat(is(TestRequest.of("GET").with(header, "some"))).isFalse();
  }

  /** Such as a tunnel through a proxy that passes an upgrade, or nginx as it is by default. */
  @ParameterizedTest
  @ValueSource(strings = {"HTTP/2.0", "HTTP/2", "HTTP/1.0", "HTTP/0.9"})
  void refusesOtherVersionsOfHttp(String protocol) {
    assertThat(is(TestRequest.of("GET").by(protocol))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop.example", "shop.example:8080", ""})
  void refusesAHostHeaderThatContradictsTheUri(String host) {
    assertThat(is(TestRequest.of("GET").with("Host", host))).isFalse();
  }

  @Test
  void refusesAUriThatContradictsTheHostHeader() {
    assertThat(is(TestRequest.of("GET").to("shop.example"))).isFalse();
  }

  @Test
  void refusesARequestWithoutHost() {
    assertThat(is(TestRequest.of("GET").without("Host"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Origin,         https://evil.example",
    "Origin,         http://localhost:3000",
    "Origin,         null",
  })
  void noPageOfAnotherSiteChangesAnything(String header, String value) {
    assertThat(is(TestRequest.of("POST").with(header, value))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, same-origin",
    "Sec-Fetch-Site, none",
    "Origin,         http://localhost:8080",
    "Origin,         https://localhost:8080",
    "User-Agent,     curl",
  })
  void itsOwnPagesAndProgramsMay(String header, String value) {
    assertThat(is(TestRequest.of("POST").with(header, value))).isTrue();
  }

  private static TestRequest from(String address, String host) {
    String header = host.startsWith(":") ? "[" + host + "]:8080" : host + ":8080";
    return TestRequest.of("GET").from(address).to(host).with("Host", header);
  }

  private static boolean is(TestRequest request) {
    return LocalRequest.is(request.build());
  }
}
