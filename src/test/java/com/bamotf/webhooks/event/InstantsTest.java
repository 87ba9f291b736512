package com.bamotf.webhooks.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {

  @Test
  void readsWhatJavaScriptWrites() {
    assertThat(Instants.parse("2023-11-14T22:13:20.045Z"))
        .isEqualTo(Instant.ofEpochSecond(1_700_000_000, 45_000_000));
    assertThat(Instants.parse("1969-12-31T23:59:59.999Z")).isEqualTo(Instant.ofEpochMilli(-1));
    assertThat(Instants.parse("0000-01-01T00:00:00.000Z"))
        .isEqualTo(Instant.parse("0000-01-01T00:00:00Z"));
  }

  /** Whether it is written as usual or not, the JDK decides what is a time. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29T00:00:00.000Z",
        "2023-02-29T00:00:00.000Z",
        "2023-04-31T00:00:00.000Z",
        "2023-00-10T00:00:00.000Z",
        "2023-13-10T00:00:00.000Z",
        "2023-11-00T00:00:00.000Z",
        "2023-11-14T23:59:59.999Z",
        "2023-11-14T24:00:00.000Z",
        "2023-11-14T24:00:00.001Z",
        "2023-11-14T22:60:00.000Z",
        "2023-11-14T22:59:60.000Z",
        "2016-12-31T23:59:60.000Z",
        "2023-11-14T22:13:20Z",
        "2023-11-14T22:13Z",
        "2023-11-14T22:13:20.000",
        "2023-11-14T22:13:20.000z",
        "2023-11-14t22:13:20.000Z",
        "2023-11-14 22:13:20.000Z",
        "2023-11-14T22:13:20,000Z",
        "2023-11-14T22:13:20.000+01:00",
        "2023-11-14T22:13:20.123456789Z",
        "2023-11-14T22:13:20.0000Z",
        "2023-11-14T22:13:20.00 Z",
        "2023/11/14T22:13:20.000Z",
        "2023-11-14T22-13-20.000Z",
        "20２3-11-14T22:13:20.000Z",
        "",
        "yesterday"
      })
  void agreesWithTheJdk(String text) {
    assertThat(Instants.parse(text)).isEqualTo(ofJdk(text));
  }

  @Test
  void agreesWithTheJdkOnSpoiltTimes() {
    Random random = new Random(7);
    String characters = "0123456789-T:.Z+ ";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text =
          new StringBuilder(Instant.ofEpochMilli(random.nextLong(253_402_300_799_999L)).toString());
      for (int spoilt = random.nextInt(3); spoilt > 0; spoilt--) {
        text.setCharAt(
            random.nextInt(text.length()), characters.charAt(random.nextInt(characters.length())));
      }
      String tried = text.toString();
      if (!tried.startsWith("+") && !tried.startsWith("-")) {
        assertThat(Instants.parse(tried)).as(tried).isEqualTo(ofJdk(tried));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"+12023-11-14T22:13:20Z", "-0001-11-14T22:13:20.000Z"})
  void takesNoYearOfMoreThanFourDigits(String text) {
    assertThat(Instants.parse(text)).isNull();
  }

  private static Instant ofJdk(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
