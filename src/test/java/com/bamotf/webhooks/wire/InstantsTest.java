package com.bamotf.webhooks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-02-29T00:00:00.000Z",
        "2023-11-14T22:60:00.000Z",
        "2023-11-14T22:13:20.000",
        "2023-11-14 22:13:20.000Z",
        "20２3-11-14T22:13:20.000Z",
        "",
        "yesterday"
      })
  void takesNothingElseForATime(String text) {
    assertThat(Instants.parse(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+12023-11-14T22:13:20Z", "-0001-11-14T22:13:20.000Z"})
  void takesNoYearOfMoreThanFourDigits(String text) {
    assertThat(Instants.parse(text)).isNull();
  }
}
