package com.bamotf.webhooks.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.dispatch.LogLines;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookResourceTest {

  /** The filter is bound by name; if it is not registered, the server calls the method anyway. */
  @Test
  void believesNothingThatTheFilterHasNotSeen() {
    List<Object> answers = new ArrayList<>();
    // Calling the receiver would throw.
    new WebhookResource()
        .receive(stub(AsyncResponse.class, answers), stub(HttpServletRequest.class, null));
    assertThat(answers)
        .singleElement()
        .isInstanceOfSatisfying(
            Response.class,
            response -> {
              assertThat(response.getStatus()).isEqualTo(500);
              assertThat(response.getEntity().toString()).contains("\"success\":false");
            });
  }

  @Test
  void aStrangerCannotFillTheLog() {
    WebhookResource resource = new WebhookResource();
    try (LogLines log = new LogLines(WebhookResource.class)) {
      for (int i = 0; i < 50; i++) {
        resource.receive(
            stub(AsyncResponse.class, new ArrayList<>()), stub(HttpServletRequest.class, null));
      }
      log.assertFew("BAMOTF205");
      assertThat(log.lines("BAMOTF205").get(0)).endsWith("jakarta.ws.rs.core.Application");
    }
  }

  private static <T> T stub(Class<T> type, List<Object> calls) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> calls == null ? null : calls.add(arguments[0])));
  }
}
