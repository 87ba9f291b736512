package com.bamotf.webhooks.console.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.console.Stub;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestBodiesTest {

  private final AtomicLong time = new AtomicLong();
  private final RequestBodies bodies = new RequestBodies(time::get);

  @Test
  void takesNoBodyForAnEmptyObject() throws IOException {
    assertThat(bodies.read(request("", () -> {}), 10)).isEmpty();
  }

  @Test
  void endsWithASenderThatIsTooSlow() {
    HttpServletRequest slow =
        request("{\"a\":1}", () -> time.addAndGet(Duration.ofSeconds(3).toNanos()));
    assertThatThrownBy(() -> bodies.read(slow, 100))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.answer().status()).isEqualTo(408));
  }

  @Test
  void endsWithASenderThatAnnouncesLittleAndSendsMuch() {
    assertThatThrownBy(() -> bodies.read(request("{\"a\":1}", () -> {}), 6))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.answer().status()).isEqualTo(413));
  }

  /** The fifth comes while four are being read. */
  @Test
  void readsOnFewThreadsAtOnce() throws IOException {
    assertThatThrownBy(() -> readWithin(RequestBodies.MAX_AT_ONCE))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.answer().status()).isEqualTo(503));
    assertThat(readWithin(RequestBodies.MAX_AT_ONCE - 1)).isEqualTo("{\"a\":1}");
  }

  private String readWithin(int others) throws IOException {
    if (others == 0) {
      return bodies.read(request("{\"a\":1}", () -> {}), 100).toString();
    }
    String[] found = {null};
    boolean[] began = {false};
    bodies.read(
        request(
            "{}",
            () -> {
              if (!began[0]) {
                began[0] = true;
                found[0] = readWithin(others - 1);
              }
            }),
        100);
    return found[0];
  }

  private interface Pause {
    void run() throws IOException;
  }

  /** Comes one byte at a time, without a length. */
  private static HttpServletRequest request(String body, Pause beforeEach) {
    byte[] bytes = body.getBytes(UTF_8);
    ServletInputStream stream =
        new ServletInputStream() {
          private int position;

          @Override
          public int read() throws IOException {
            beforeEach.run();
            return position < bytes.length ? bytes[position++] : -1;
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            int next = read();
            target[offset] = (byte) next;
            return next < 0 ? -1 : 1;
          }

          @Override
          public boolean isFinished() {
            return position == bytes.length;
          }

          @Override
          public boolean isReady() {
            return true;
          }

          @Override
          public void setReadListener(ReadListener listener) {}
        };
    return Stub.of(
        HttpServletRequest.class,
        Map.of("getContentLengthLong", none -> -1L, "getInputStream", none -> stream));
  }
}
