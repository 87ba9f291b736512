package com.bamotf.webhooks.receive;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static <T> T stub(Class<T> type, List<Object> calls) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> calls == null ? null : calls.add(arguments[0])));
  }
}
