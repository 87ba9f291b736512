package com.bamotf.webhooks.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.bamotf.webhooks.signature.SignatureHeader.Refused;
import com.bamotf.webhooks.signature.SignatureHeader.Signed;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureHeaderTest {

  private static final String D = "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @ValueSource(strings = {"0", "7", "1700000000000", "999999999999999999", "9223372036854775807"})
  void wellFormed(String v) {
    Signed signed = (Signed) SignatureHeader.parse("v=" + v + ",d=" + D);

    assertThat(signed.millis).isEqualTo(Long.parseLong(v));
    assertThat(signed.digest).isEqualTo(HexFormat.of().parseHex(D));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "f"})
  void anyDigestOfTheRightFormIsWellFormed(String digit) {
    String digest = digit.repeat(64);
    Signed signed = (Signed) SignatureHeader.parse("v=17,d=" + digest);

    assertThat(signed.digest).isEqualTo(HexFormat.of().parseHex(digest));
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        arguments("", "begin with v="),
        arguments("v", "begin with v="),
        arguments(" v=17,d=" + D, "begin with v="),
        arguments("\tv=17,d=" + D, "begin with v="),
        arguments("x=1,v=17,d=" + D, "begin with v="),
        arguments("V=17,d=" + D, "begin with v="),
        arguments("d=" + D + ",v=17", "begin with v="),
        arguments("v=", "0 decimal digits"),
        arguments("v=,d=" + D, "0 decimal digits"),
        arguments("v=-17,d=" + D, "0 decimal digits"),
        arguments("v=+17,d=" + D, "0 decimal digits"),
        arguments("v= 17,d=" + D, "0 decimal digits"),
        arguments("v=a7,d=" + D, "0 decimal digits"),
        // Digits to Character.isDigit and to Long.parseLong, but not the sender's.
        arguments("v=\u0661\u0667,d=" + D, "0 decimal digits"),
        arguments("v=\uff11\uff17,d=" + D, "0 decimal digits"),
        arguments("v=" + "1".repeat(20) + ",d=" + D, "20 decimal digits"),
        arguments("v=" + "1".repeat(30) + ",d=" + D, "30 decimal digits"),
        arguments("v=017,d=" + D, "leading zero"),
        arguments("v=00,d=" + D, "leading zero"),
        arguments("v=17", "not followed by ,d="),
        arguments("v=17,", "not followed by ,d="),
        arguments("v=17,d", "not followed by ,d="),
        arguments("v=17;d=" + D, "not followed by ,d="),
        arguments("v=17, d=" + D, "not followed by ,d="),
        arguments("v=17 ,d=" + D, "not followed by ,d="),
        arguments("v=17.0,d=" + D, "not followed by ,d="),
        arguments("v=17e3,d=" + D, "not followed by ,d="),
        arguments("v=0x17,d=" + D, "not followed by ,d="),
        arguments("v=18bcfe56800,d=" + D, "not followed by ,d="),
        arguments("v=17,D=" + D, "not followed by ,d="),
        arguments("v=17,d=", "0 characters"),
        arguments("v=17,d=" + D.substring(1), "63 characters"),
        arguments("v=17,d=" + D + "0", "65 characters"),
        arguments("v=17,d=" + D + " ", "65 characters"),
        arguments("v=17,d=" + D + "\n", "65 characters"),
        arguments("v=17,d=" + D + ",v=17,d=" + D, "instead of 64"),
        arguments("v=17,d=" + D + ", v=17,d=" + D, "instead of 64"),
        arguments("v=17,d= " + D, "65 characters"),
        arguments("v=9223372036854775808,d=" + D, "2^63"),
        arguments("v=9999999999999999999,d=" + D, "2^63"),
        arguments("v=17,d=" + D.replace('a', 'A'), "0-9 and a-f"),
        arguments("v=17,d=" + " " + D.substring(1), "0-9 and a-f"),
        arguments("v=17,d=" + "g" + D.substring(1), "0-9 and a-f"),
        arguments("v=17,d=" + D.substring(1) + "`", "0-9 and a-f"),
        arguments("v=17,d=" + D.substring(1) + "/", "0-9 and a-f"),
        arguments("v=17,d=" + D.substring(1) + ":", "0-9 and a-f"),
        arguments("v=17,d=" + D.substring(1) + "\uff11", "0-9 and a-f"));
  }

  @ParameterizedTest
  @MethodSource
  void malformed(String header, String fault) {
    assertThat(SignatureHeader.parse(header))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.why().reason()).contains(fault));
  }

  @Test
  void printsNothingOfTheHeader() {
    assertThat(SignatureHeader.parse("v=1700000000000,d=" + D).toString())
        .doesNotContain("1700000000000")
        .doesNotContain(D);
    assertThat(SignatureHeader.parse("v=17,d=evil\nline").toString()).doesNotContain("evil");
  }
}
