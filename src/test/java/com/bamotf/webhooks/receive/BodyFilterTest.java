package com.bamotf.webhooks.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.bamotf.webhooks.console.Stub;
import com.bamotf.webhooks.console.Stub.Answer;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.signature.SignatureVerifier;
import com.bamotf.webhooks.signature.WebhookSigner;
import com.bamotf.webhooks.telemetry.Exposition;
import com.bamotf.webhooks.telemetry.Telemetry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
  private final Telemetry telemetry = new Telemetry();

  /** bamotf takes any 2xx for a success, with an empty body too. */
  @Test
  void whatNobodyAnswersIsNoSuccess() throws Exception {
    filter(request(new FiveBytes()));
    assertThat(statusBehindTheFilter).contains(503);
    assertThat(Exposition.of(telemetry).counted()).isEmpty();
  }

  @Test
  void countsWhatItRefuses() throws Exception {
    filter(
        request(
            new FiveBytes() {
              @Override
              public int read() throws IOException {
                throw new IOException("broken off");
              }
            }));
    assertThat(status).isEqualTo(400);
    assertThat(statusBehindTheFilter).isEmpty();
    assertThat(Exposition.of(telemetry).counted())
        .containsOnly(entry("bamotf_webhook_requests_total{outcome=\"rejected\"}", 1.0));
  }

  private void filter(HttpServletRequest request) throws Exception {
    BodyFilter filter = new BodyFilter();
    filter.bodies =
        new UnverifiedBodies(
            new SignatureVerifier(InboxFixture.SETTINGS), InboxFixture.SETTINGS, telemetry);
    Map<String, Answer> answers =
        Map.of(
            "setStatus", value -> status = (int) value,
            "setContentType", none -> null,
            "setContentLength", none -> null,
            "getOutputStream",
                none -> {
                  throw new IOException("the sender is gone");
                });
    filter.doFilter(
        request,
        Stub.of(HttpServletResponse.class, answers),
        (to, from) -> statusBehindTheFilter = Optional.of(status));
  }

  private static HttpServletRequest request(FiveBytes body) {
    String signature = new WebhookSigner("my-secret").sign(new byte[5], Instant.now());
    Map<String, Answer> answers =
        Map.of(
            "getDispatcherType", none -> DispatcherType.REQUEST,
            "getMethod", none -> "POST",
            "getHeaders", none -> Collections.enumeration(List.of(signature)),
            "getContentLengthLong", none -> 5L,
            "getInputStream", none -> body,
            "isAsyncSupported", none -> true,
            "setAttribute", none -> null);
    return Stub.of(HttpServletRequest.class, answers);
  }

  private static class FiveBytes extends ServletInputStream {

    private int missing = 5;

    @Override
    public int available() {
      return missing;
    }

    @Override
    public int read() throws IOException {
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
