package com.bamotf.webhooks.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.console.Stub;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnyContentTypeTest {

  private final HttpServletRequest request =
      new AnyContentType(
          Stub.of(
              HttpServletRequest.class,
              Map.of(
                  "getHeader", name -> "value of " + name,
                  "getHeaders", name -> Collections.enumeration(List.of("value of " + name)),
                  "getHeaderNames",
                      none -> Collections.enumeration(List.of("Host", "content-type")))));

  @Test
  void hidesTheContentTypeHoweverItIsSpelt() {
    assertThat(request.getContentType()).isNull();
    assertThat(request.getHeader("content-TYPE")).isNull();
    assertThat(Collections.list(request.getHeaders("Content-Type"))).isEmpty();
    assertThat(Collections.list(request.getHeaderNames())).containsExactly("Host");
  }

  @Test
  void showsEveryOtherHeader() {
    assertThat(request.getHeader("Host")).isEqualTo("value of Host");
    assertThat(Collections.list(request.getHeaders("Host"))).containsExactly("value of Host");
  }
}
