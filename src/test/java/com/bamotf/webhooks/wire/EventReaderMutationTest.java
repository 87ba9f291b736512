package com.bamotf.webhooks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.Source;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whatever the bytes are, there is an event or an {@link UnreadableEventException}. */
class EventReaderMutationTest {

  private static final List<String> ALL = Fixtures.ALL;

  private static final String[] SPLINTERS = {
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "-",
    "1e999999999",
    "null",
    "\\u0000",
    "\\ud800",
    "\0",
    "9",
    "\"amount\":",
    "\"transactions\":[",
    "{\"a\":",
    "1e-999999999",
    "\ufeff",
    "\\",
    ".",
    "e5",
    "😀"
  };

  private final EventReader reader = new EventReader();

  @ParameterizedTest
  @FieldSource("ALL")
  void changedBytes(String fixture) {
    Random random = new Random(20_231_114);
    int events = 0;
    for (int i = 0; i < 500; i++) {
      byte[] body = Fixtures.bytes(fixture);
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      events += read(body) ? 1 : 0;
    }
    // Both outcomes must occur, or the mutations prove little.
    assertThat(events).isBetween(10, 490);
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void insertedSplinters(String fixture) {
    Random random = new Random(1_700_000_000);
    String text = new String(Fixtures.bytes(fixture), StandardCharsets.UTF_8);
    int unreadable = 0;
    for (int i = 0; i < 500; i++) {
      int from = random.nextInt(text.length());
      int to = Math.min(text.length(), from + random.nextInt(12));
      String splinter = SPLINTERS[random.nextInt(SPLINTERS.length)];
      String changed = text.substring(0, from) + splinter + text.substring(to);
      unreadable += read(changed.getBytes(StandardCharsets.UTF_8)) ? 0 : 1;
    }
    assertThat(unreadable).isBetween(250, 500);
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void everyTruncation(String fixture) {
    byte[] body = Fixtures.bytes(fixture);
    for (int length = 0; length < body.length; length++) {
      assertThat(read(Arrays.copyOf(body, length))).as("first %d bytes", length).isFalse();
    }
  }

  @Test
  void randomBytes() {
    Random random = new Random(42);
    for (int i = 0; i < 2_000; i++) {
      byte[] body = new byte[random.nextInt(200)];
      random.nextBytes(body);
      assertThat(read(body)).isFalse();
    }
  }

  /** Whether there is an event; fails on every exception but the one that is promised. */
  private boolean read(byte[] body) {
    try {
      PaymentIntent intent = reader.read(body, Source.WEBHOOK, null).paymentIntent();
      // No accessor of an event that was read may throw.
      assertThat(intent.isPaid()).isEqualTo(intent.missingAmount().orElse(1) == 0);
      assertThat(intent.overpaidAmount().isPresent())
          .isEqualTo(intent.receivedAmount().isPresent());
      return true;
    } catch (UnreadableEventException e) {
      assertThat(e.getMessage()).isNotBlank().hasSizeLessThanOrEqualTo(500);
      assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(e.getMessage())).isTrue();
      assertThat(e.getMessage().chars()).noneMatch(Character::isISOControl);
      return false;
    }
  }
}
