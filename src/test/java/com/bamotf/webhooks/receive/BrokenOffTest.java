package com.bamotf.webhooks.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.console.Stub;
import com.bamotf.webhooks.console.Stub.Answer;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.signature.SignatureVerifier;
import com.bamotf.webhooks.signature.WebhookSigner;
import com.bamotf.webhooks.telemetry.Telemetry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Senders that break off where a thread reads; the server would log a stack trace for each. */
class BrokenOffTest {

  private static final String SIGNATURE =
      new WebhookSigner("my-secret").sign(new byte[5], Instant.now());

  private final Telemetry telemetry = new Telemetry();
  private final UnverifiedBodies bodies =
      new UnverifiedBodies(
          new SignatureVerifier(InboxFixture.SETTINGS), InboxFixture.SETTINGS, telemetry);

  private int status;
  private Response aborted;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theFilterAnswersWithoutABody(boolean seenAtOnce) throws Exception {
    BodyFilter filter = new BodyFilter();
    filter.bodies = bodies;
    FilterChain chain = (request, response) -> status = 200;
    filter.doFilter(request(new Broken(seenAtOnce)), response(), chain);
    assertThat(status).isEqualTo(400);
    assertThat(telemetry.getWebhookRequests()).containsEntry("rejected", 1L);
  }

  @Test
  void soDoesTheFilterOfJakartaRest() {
    SignatureFilter filter = new SignatureFilter();
    filter.bodies = bodies;
    filter.rejections = new RejectionListeners(List.of());
    filter.servletRequest =
        Stub.of(HttpServletRequest.class, Map.of("getRemoteAddr", none -> "127.0.0.1"));
    MultivaluedHashMap<String, String> headers = new MultivaluedHashMap<>();
    headers.putSingle(WebhookSigner.HEADER, SIGNATURE);
    Map<String, Answer> answers =
        Map.of(
            "getProperty", none -> null,
            "getHeaders", none -> headers,
            "getLength", none -> 5,
            "getEntityStream", none -> new Broken(false),
            "abortWith", response -> aborted = (Response) response);
    filter.filter(Stub.of(ContainerRequestContext.class, answers));
    assertThat(aborted.getStatus()).isEqualTo(400);
    assertThat(aborted.getEntity()).isEqualTo("");
    assertThat(telemetry.getWebhookRequests()).containsEntry("rejected", 1L);
  }

  private static HttpServletRequest request(ServletInputStream stream) {
    Map<String, Answer> answers =
        Map.of(
            "getDispatcherType", none -> DispatcherType.REQUEST,
            "getMethod", none -> "POST",
            "getHeaders", none -> Collections.enumeration(List.of(SIGNATURE)),
            "getContentLengthLong", none -> 5L,
            "getInputStream", none -> stream,
            "isAsyncSupported", none -> false,
            "getContextPath", none -> "/host");
    return Stub.of(HttpServletRequest.class, answers);
  }

  /** The sender is gone, so the answer cannot be written either. */
  private HttpServletResponse response() {
    Map<String, Answer> answers = new HashMap<>();
    answers.put("setStatus", value -> status = (int) value);
    answers.put("setContentType", value -> null);
    answers.put("setContentLength", value -> null);
    answers.put(
        "getOutputStream",
        none -> {
          throw new IOException("gone");
        });
    return Stub.of(HttpServletResponse.class, answers);
  }

  private static final class Broken extends ServletInputStream {

    private final boolean seenAtOnce;

    Broken(boolean seenAtOnce) {
      this.seenAtOnce = seenAtOnce;
    }

    @Override
    public int available() throws IOException {
      if (seenAtOnce) {
        throw new IOException("broken");
      }
      return 5;
    }

    @Override
    public int read() throws IOException {
      throw new IOException("broken");
    }

    @Override
    public boolean isFinished() {
      return false;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {}
  }
}
