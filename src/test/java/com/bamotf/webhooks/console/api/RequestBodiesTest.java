package com.bamotf.webhooks.console.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.console.Stub;
import com.bamotf.webhooks.console.access.Caller;
import com.bamotf.webhooks.console.access.Role;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestBodiesTest {

  private final AtomicLong time = new AtomicLong();
  private final RequestBodies bodies = new RequestBodies(time::get);

  @Test
  void takesNoBodyForAnEmptyObject() throws IOException {
    assertThat(bodies.read(request("", () -> {}), true, 10)).isEmpty();
  }

  @Test
  void endsWithASenderThatIsTooSlow() {
    HttpServletRequest slow =
        request("{\"a\":1}", () -> time.addAndGet(Duration.ofSeconds(3).toNanos()));
    assertThatThrownBy(() -> bodies.read(slow, true, 100))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.answer().status()).isEqualTo(408));
  }

  @Test
  void endsWithASenderThatAnnouncesLittleAndSendsMuch() {
    assertThatThrownBy(() -> bodies.read(request("{\"a\":1}", () -> {}), true, 6))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.answer().status()).isEqualTo(413));
  }

  @Test
  void endsWithASenderThatBreaksOffAndFreesItsPlace() {
    HttpServletRequest broken =
        request(
            "{",
            () -> {
              throw new IOException("broken");
            });
    for (int i = 0; i <= RequestBodies.MAX_UNKNOWN; i++) {
      assertThatThrownBy(() -> bodies.read(broken, false, 100))
          .isInstanceOfSatisfying(
              Problem.class, problem -> assertThat(problem.answer().status()).isEqualTo(400));
    }
  }

  @Test
  void readsOnFewThreadsAtOnce() throws IOException {
    assertThat(readWithin(RequestBodies.MAX_KNOWN - 1, true, true)).isTrue();
    assertThat(readWithin(RequestBodies.MAX_KNOWN, true, true)).isFalse();
    assertThat(readWithin(RequestBodies.MAX_UNKNOWN - 1, false, false)).isTrue();
    assertThat(readWithin(RequestBodies.MAX_UNKNOWN, false, false)).isFalse();
    assertThat(readWithin(0, true, true)).as("all have left").isTrue();
  }

  @Test
  void strangersAndOperatorsDoNotKeepEachOtherOut() throws IOException {
    assertThat(readWithin(RequestBodies.MAX_UNKNOWN, false, true)).isTrue();
    assertThat(readWithin(RequestBodies.MAX_KNOWN, true, false)).isTrue();
  }

  /** The threads of those who use the console are not for whoever found the token of a scraper. */
  @ParameterizedTest
  @EnumSource(Role.class)
  void aScraperReadsWithTheStrangers(Role role) throws IOException {
    Caller caller = new Caller(Caller.Kind.TOKEN, null, role, null, "10.0.0.1");
    List<Integer> sizes = new ArrayList<>();
    Pause all =
        () -> {
          if (sizes.isEmpty()) {
            sizes.add(size(caller));
          }
        };
    Pause first =
        () -> {
          if (sizes.isEmpty()) {
            bodies.read(request("{}", all), false, 100);
          }
        };
    bodies.read(request("{}", first), false, 100);
    assertThat(sizes).containsExactly(role == Role.SCRAPER ? -1 : 1);
  }

  private int size(Caller caller) throws IOException {
    try {
      return new Call(request("{\"a\":1}", () -> {}), caller, Map.of(), bodies).json().size();
    } catch (Problem e) {
      assertThat(e.answer().status()).isEqualTo(503);
      return -1;
    }
  }

  /** Whether one more body is read while others are being read. */
  private boolean readWithin(int others, boolean areKnown, boolean isKnown) throws IOException {
    if (others == 0) {
      return reads(isKnown);
    }
    List<Boolean> found = new ArrayList<>();
    Pause pause =
        () -> {
          if (found.isEmpty()) {
            found.add(readWithin(others - 1, areKnown, isKnown));
          }
        };
    bodies.read(request("{}", pause), areKnown, 100);
    return found.get(0);
  }

  private boolean reads(boolean isKnown) throws IOException {
    try {
      return bodies.read(request("{\"a\":1}", () -> {}), isKnown, 100).containsKey("a");
    } catch (Problem e) {
      assertThat(e.answer().status()).isEqualTo(503);
      return false;
    }
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
