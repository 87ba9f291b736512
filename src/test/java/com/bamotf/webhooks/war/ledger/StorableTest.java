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
    assertThat(Storable.text("a\0b")).isEqualTo("a\uFFFDb");
    assertThat(Storable.text("\uD83D")).isEqualTo("\uFFFD");
    assertThat(Storable.text("\uDE00x\uD83D")).isEqualTo("\uFFFDx\uFFFD");
    assertThat(Storable.text("\uD83D\uD83D\uDE00")).isEqualTo("\uFFFD😀");
  }

  @Test
  void leavesAllOtherTextAsItIs() {
    String text = "\u0001\t\n ~\u007F\u0080é☕😀\uD7FF\uE000\uFFFF";

    assertThat(Storable.text(text)).isEqualTo(text);
    assertThat(Storable.text("")).isEmpty();
    assertThat(Storable.text((String) null)).isNull();
  }

  @Test
  void writesJsonAsText() {
    assertThat(Storable.text(JsonValue.NULL)).isNull();
    assertThat(Storable.text(JsonValue.TRUE)).isEqualTo("true");
    assertThat(Storable.text(Json.createValue("a\0\uD800"))).isEqualTo("\"a\\u0000\uFFFD\"");
  }

  @Test
  void keepsTimesInsideOfFourDigitYears() {
    Instant moment = Instant.parse("2023-11-14T22:13:20.123456Z");

    assertThat(Storable.time(moment)).isEqualTo(moment.atOffset(ZoneOffset.UTC));
    assertThat(Storable.instant(Storable.time(moment))).isEqualTo(moment);
    assertThat(Storable.instant(Storable.time(Instant.MIN))).isEqualTo(Storable.MIN_TIME);
    assertThat(Storable.instant(Storable.time(Instant.MAX))).isEqualTo(Storable.MAX_TIME);
    assertThat(Storable.time(null)).isNull();
    assertThat(Storable.instant(null)).isNull();
  }
}
