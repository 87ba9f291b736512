package com.bamotf.webhooks.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.console.Stub;
import com.bamotf.webhooks.console.Stub.Answer;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.signature.SignatureVerifier;
import com.bamotf.webhooks.signature.WebhookSigner;
import com.bamotf.webhooks.telemetry.Telemetry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A request whose body arrives with its headers. */
class BodyFilterTest {

  private int status = 200; // a server's default
  private Optional<Integer> statusBehindTheFilter = Optional.empty();

  /** bamotf takes any 2xx for a success, with an empty body too. */
  @Test
  void whatNobodyAnswersIsNoSuccess() throws Exception {
    BodyFilter filter = new BodyFilter();
    filter.bodies =
        new UnverifiedBodies(
            new SignatureVerifier(InboxFixture.SETTINGS), InboxFixture.SETTINGS, new Telemetry());
    HttpServletResponse response =
        Stub.of(HttpServletResponse.class, Map.of("setStatus", value -> status = (int) value));
    filter.doFilter(request(), response, (to, from) -> statusBehindTheFilter = Optional.of(status));
    assertThat(statusBehindTheFilter).contains(503);
  }

  private static HttpServletRequest request() {
    String signature = new WebhookSigner("my-secret").sign(new byte[5], Instant.now());
    Map<String, Answer> answers =
        Map.of(
            "getDispatcherType", none -> DispatcherType.REQUEST,
            "getMethod", none -> "POST",
            "getHeaders", none -> Collections.enumeration(List.of(signature)),
            "getContentLengthLong", none -> 5L,
            "getInputStream", none -> new FiveBytes(),
            "isAsyncSupported", none -> true,
            "setAttribute", none -> null);
    return Stub.of(HttpServletRequest.class, answers);
  }

  private static final class FiveBytes extends ServletInputStream {

    private int missing = 5;

    @Override
    public int available() {
      return missing;
    }

    @Override
    public int read() {
      return missing-- > 0 ? 0 : -1;
    }

    @Override
    public boolean isFinished() {
      return missing <= 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new AssertionError("The body is here already");
    }
  }
}
