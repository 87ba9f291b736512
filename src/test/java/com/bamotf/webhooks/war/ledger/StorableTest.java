package com.bamotf.webhooks.war.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class StorableTest {

  @Test
  void replacesNulAndHalfPairs() {
    assertThat(StorableText.of("a\0b")).isEqualTo("a\uFFFDb");
    assertThat(StorableText.of("\uD83D")).isEqualTo("\uFFFD");
    assertThat(StorableText.of("\uDE00x\uD83D")).isEqualTo("\uFFFDx\uFFFD");
    assertThat(StorableText.of("\uD83D\uD83D\uDE00")).isEqualTo("\uFFFD😀");
  }

  @Test
  void leavesAllOtherTextAsItIs() {
    String text = "\u0001\t\n ~\u007F\u0080é☕😀\uD7FF\uE000\uFFFF";

    assertThat(StorableText.of(text)).isSameAs(text);
    assertThat(StorableText.of("")).isEmpty();
    assertThat(StorableText.of((String) null)).isNull();
  }

  @Test
  void writesJsonAsText() {
    assertThat(StorableText.of(JsonValue.NULL)).isNull();
    assertThat(StorableText.of(JsonValue.TRUE)).isEqualTo("true");
    assertThat(StorableText.of(Json.createValue("a\0\uD800"))).isEqualTo("\"a\\u0000\uFFFD\"");
  }

  @Test
  void keepsTimesInsideOfFourDigitYears() {
    Instant moment = Instant.parse("2023-11-14T22:13:20.123456Z");

    assertThat(StorableTime.of(moment)).isEqualTo(moment.atOffset(ZoneOffset.UTC));
    assertThat(StorableTime.instant(StorableTime.of(moment))).isEqualTo(moment);
    assertThat(StorableTime.instant(StorableTime.of(Instant.MIN))).isEqualTo(StorableTime.FIRST);
    assertThat(StorableTime.instant(StorableTime.of(Instant.MAX))).isEqualTo(StorableTime.LAST);
    assertThat(StorableTime.of(null)).isNull();
    assertThat(StorableTime.instant(null)).isNull();
  }
}
