package com.bamotf.webhooks.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the filter does with what nobody else has caught. */
class BodyFilterTest {

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final List<Object> statuses = new ArrayList<>();

  @Test
  void whatEscapesIsAnsweredWith503InOurForm() throws Exception {
    new BodyFilter()
        .doFilter(
            request(),
            response(false),
            (request, response) -> {
              throw new IllegalStateException("the application is gone");
            });
    assertThat(statuses).containsExactly(503);
    assertThat(sent.toString(StandardCharsets.UTF_8))
        .startsWith("{\"success\":false,\"error\":")
        .doesNotContain("gone");
  }

  @Test
  void anAnswerThatHasBegunIsLeftToTheServer() {
    assertThatThrownBy(
            () ->
                new BodyFilter()
                    .doFilter(
                        request(),
                        response(true),
                        (request, response) -> {
                          throw new IllegalStateException("too late");
                        }))
        .hasMessage("too late");
    assertThat(statuses).isEmpty();
  }

  private static HttpServletRequest request() {
    return (HttpServletRequest)
        stub(
            HttpServletRequest.class,
            Map.of(
                "getDispatcherType",
                DispatcherType.REQUEST,
                "getMethod",
                "GET",
                "isAsyncStarted",
                false));
  }

  private HttpServletResponse response(boolean committed) {
    ServletOutputStream stream =
        new ServletOutputStream() {
          @Override
          public boolean isReady() {
            return true;
          }

          @Override
          public void setWriteListener(WriteListener listener) {}

          @Override
          public void write(int b) {
            sent.write(b);
          }
        };
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            BodyFilterTest.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "isCommitted" -> committed;
                  case "getOutputStream" -> stream;
                  case "setStatus" -> {
                    statuses.add(arguments[0]);
                    yield null;
                  }
                  default -> null;
                });
  }

  private static Object stub(Class<?> type, Map<String, Object> answers) {
    return Proxy.newProxyInstance(
        BodyFilterTest.class.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> answers.get(method.getName()));
  }
}
