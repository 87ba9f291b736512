package com.bamotf.webhooks.war;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.console.Stub;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WrongAddressTest {

  private final Logger logger = Logger.getLogger(WrongAddress.class.getName());
  private final List<String> lines = new ArrayList<>();
  private final WrongAddress wrongAddress = new WrongAddress();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(handler);
  }

  @Test
  void namesThePathAndTheRightOneOnceASecond() {
    wrongAddress.check(request("POST", "/bamotf/webhooks"), 404);
    wrongAddress.check(request("POST", "/bamotf/webhooks"), 404);
    assertThat(lines)
        .singleElement()
        .asString()
        .contains("BAMOTF603", "POST to /bamotf/webhooks ", "404", "accepted at /bamotf/webhook");
  }

  @Test
  void noticesAPathThatTakesNoPost() {
    wrongAddress.check(request("POST", "/bamotf/"), 405);
    assertThat(lines).hasSize(1);
  }

  @Test
  void ignoresWhatBamotfCannotHaveSent() {
    wrongAddress.check(request("GET", "/bamotf/webhooks"), 404);
    wrongAddress.check(request("POST", "/bamotf/api/admin/reconcile"), 401);
    assertThat(lines).isEmpty();
  }

  @Test
  void printsNothingThatAStrangerCouldAbuse() {
    assertThat(WrongAddress.printable("/a\nb\u001b{0}\u00e9")).isEqualTo("/a?b??0??");
    assertThat(WrongAddress.printable("/".repeat(100))).isEqualTo("/".repeat(100));
    assertThat(WrongAddress.printable("/".repeat(101))).isEqualTo("/".repeat(100) + "…");
  }

  private static HttpServletRequest request(String method, String path) {
    return Stub.of(
        HttpServletRequest.class,
        Map.of(
            "getMethod", none -> method,
            "getRequestURI", none -> path,
            "getContextPath", none -> "/bamotf"));
  }
}
