package com.bamotf.webhooks.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.dispatch.LogLines;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.inbox.TestDatabases;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
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

  /** As Jersey does while Payara stops the application. Nobody else would end the request. */
  @Test
  void answersEvenIfJakartaRestCannot() {
    List<String> calls = new ArrayList<>();
    try (InboxFixture inbox = new InboxFixture(TestDatabases.h2(), InboxFixture.SETTINGS)) {
      inbox.started();
      WebhookResource resource = new WebhookResource();
      resource.receiver = new Receiver(inbox.intake, inbox.inbox, inbox.telemetry);
      AsyncResponse stopped =
          proxy(
              AsyncResponse.class,
              (method, argument) -> {
                throw new IllegalStateException("has been shut down");
              });
      byte[] body = Bodies.event("pi_1", "succeeded").getBytes(StandardCharsets.UTF_8);
      resource.receive(stopped, request(new VerifiedBody(body, InboxFixture.SECRET.id()), calls));
    }
    assertThat(calls).containsExactly("status 200", "{\"success\":true}", "complete");
  }

  /** It may be stored, so a 2xx could lose it. */
  @Test
  void answersWith503IfTheResultIsUnknown() {
    List<Object> answers = new ArrayList<>();
    WebhookResource resource = new WebhookResource();
    resource.receiver =
        new Receiver(null, null, null) {
          @Override
          public CompletionStage<AcceptResult> receive(VerifiedBody body) {
            return CompletableFuture.failedFuture(new IllegalStateException("no tracer"));
          }
        };
    try (LogLines log = new LogLines(WebhookResource.class)) {
      resource.receive(
          stub(AsyncResponse.class, answers),
          request(new VerifiedBody(new byte[0], "a"), new ArrayList<>()));
      assertThat(log.lines("BAMOTF204")).singleElement().asString().contains("no tracer");
    }
    assertThat(answers)
        .singleElement()
        .isInstanceOfSatisfying(
            Response.class, response -> assertThat(response.getStatus()).isEqualTo(503));
  }

  private static HttpServletRequest request(VerifiedBody body, List<String> calls) {
    ServletOutputStream out =
        new ServletOutputStream() {
          @Override
          public void write(int b) {
            throw new UnsupportedOperationException();
          }

          @Override
          public void write(byte[] bytes) {
            calls.add(new String(bytes, StandardCharsets.UTF_8));
          }

          @Override
          public boolean isReady() {
            return true;
          }

          @Override
          public void setWriteListener(WriteListener listener) {}
        };
    HttpServletResponse response =
        proxy(
            HttpServletResponse.class,
            (method, argument) ->
                switch (method) {
                  case "setStatus" -> calls.add("status " + argument);
                  case "getOutputStream" -> out;
                  default -> null;
                });
    AsyncContext context =
        proxy(
            AsyncContext.class,
            (method, argument) -> method.equals("complete") ? calls.add(method) : response);
    return proxy(
        HttpServletRequest.class,
        (method, argument) ->
            switch (method) {
              case "getAttribute" -> body;
              case "isAsyncStarted" -> true;
              case "getAsyncContext" -> context;
              default -> null;
            });
  }

  private static <T> T proxy(Class<T> type, BiFunction<String, Object, Object> calls) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Object result =
                  calls.apply(method.getName(), arguments == null ? null : arguments[0]);
              return method.getReturnType() == void.class ? null : result;
            }));
  }

  private static <T> T stub(Class<T> type, List<Object> calls) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> calls == null ? null : calls.add(arguments[0])));
  }
}
