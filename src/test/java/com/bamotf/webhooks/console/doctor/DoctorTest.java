package com.bamotf.webhooks.console.doctor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.console.TestSettings;
import com.bamotf.webhooks.signature.WebhookSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final String SECRET = "c2VjcmV0IG9mIHRlc3RzIQ==";
  private static final String BODY =
      "{\"id\":\"1\",\"description\":\"K\u00e4se \u20ac5\",\"list\":[1,2.50,true]}";

  /** A regular expression would take hours. */
  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void isNotSlowedByLineEnds() {
    String lines = "\n".repeat(5_000_000) + "x";
    assertThat(diagnose(SECRET, lines, header("another", BODY)).mistake())
        .isEqualTo(Mistake.OTHER_SECRET_OR_BODY);
    String ends = BODY + "\r\n".repeat(10);
    assertThat(diagnose(SECRET, ends, header(SECRET, BODY)).mistake())
        .isEqualTo(Mistake.BODY_LINE_ENDS);
  }

  @Test
  void makesOneVariantOfTheBodyAtATime() {
    byte[] body = bytes(BODY);
    byte[] first = OtherBodies.of(body).findFirst().orElseThrow().body();
    assertThat(OtherBodies.of(body).peek(variant -> Arrays.fill(body, (byte) 'x')).toList())
        .as("the ones after the first come of the changed body")
        .anySatisfy(variant -> assertThat(variant.body()).containsOnly('x'));
    assertThat(first).startsWith(bytes("\uFEFF"));
  }

  @Test
  void findsNothingWrong() {
    Diagnosis diagnosis = diagnose(SECRET, BODY, header(SECRET, BODY));
    assertThat(diagnosis.mistake()).isEqualTo(Mistake.NONE);
    assertThat(diagnosis.valid()).isTrue();
    assertThat(diagnosis.signedAt()).isEqualTo(NOW);
    assertThat(diagnosis.offset()).isZero();
  }

  static Stream<Arguments> secrets() {
    byte[] bytes = SECRET.getBytes(UTF_8);
    return Stream.of(
        Arguments.of(Mistake.SECRET_NEWLINE, SECRET, SECRET + "\n"),
        Arguments.of(Mistake.SECRET_NEWLINE, SECRET, SECRET + "\r\n"),
        Arguments.of(Mistake.SECRET_NEWLINE, SECRET + "\n", SECRET),
        Arguments.of(Mistake.SECRET_NEWLINE, SECRET + "\r\n", SECRET),
        Arguments.of(Mistake.SECRET_WHITESPACE, SECRET, SECRET + " "),
        Arguments.of(Mistake.SECRET_WHITESPACE, SECRET, " " + SECRET),
        Arguments.of(Mistake.SECRET_WHITESPACE, SECRET, " " + SECRET + " "),
        Arguments.of(Mistake.SECRET_WHITESPACE, SECRET, SECRET + "\t"),
        Arguments.of(Mistake.SECRET_WHITESPACE, " " + SECRET + "\t", SECRET),
        Arguments.of(Mistake.SECRET_QUOTES, SECRET, '"' + SECRET + '"'),
        Arguments.of(Mistake.SECRET_QUOTES, SECRET, "'" + SECRET + "'"),
        Arguments.of(Mistake.SECRET_QUOTES, '"' + SECRET + '"', SECRET),
        Arguments.of(Mistake.SECRET_QUOTES, "'" + SECRET + "'", SECRET),
        Arguments.of(Mistake.SECRET_BASE64, SECRET, "secret of tests!"),
        Arguments.of(Mistake.SECRET_BASE64, "whsec_" + SECRET, "secret of tests!"),
        Arguments.of(Mistake.SECRET_BASE64, "secret of tests!", SECRET),
        Arguments.of(Mistake.SECRET_BASE64, "secret of tests!", SECRET.replace("=", "")),
        Arguments.of(Mistake.SECRET_HEX, SECRET, HexFormat.of().formatHex(bytes)),
        Arguments.of(Mistake.SECRET_HEX, HexFormat.of().formatHex(bytes), SECRET));
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void findsWhatIsWrongWithTheSecret(Mistake mistake, String configured, String used) {
    Diagnosis diagnosis = diagnose(configured, BODY, header(used, BODY));
    assertThat(diagnosis.mistake()).isEqualTo(mistake);
    assertThat(diagnosis.valid()).isFalse();
  }

  static Stream<Arguments> bodies() {
    String lines = BODY.replace(",", ",\n");
    return Stream.of(
        Arguments.of(Mistake.BODY_BOM, bytes(BODY), bytes("\uFEFF" + BODY)),
        Arguments.of(Mistake.BODY_BOM, bytes("\uFEFF" + BODY), bytes(BODY)),
        Arguments.of(Mistake.BODY_LINE_ENDS, bytes(lines), bytes(lines.replace("\n", "\r\n"))),
        Arguments.of(Mistake.BODY_LINE_ENDS, bytes(lines.replace("\n", "\r\n")), bytes(lines)),
        Arguments.of(Mistake.BODY_LINE_ENDS, bytes(BODY), bytes(BODY + "\n")),
        Arguments.of(Mistake.BODY_LINE_ENDS, bytes(BODY), bytes(BODY + "\r\n")),
        Arguments.of(Mistake.BODY_LINE_ENDS, bytes(BODY + "\n"), bytes(BODY)),
        Arguments.of(Mistake.BODY_LINE_ENDS, bytes(BODY + "\r\n"), bytes(BODY)),
        Arguments.of(
            Mistake.BODY_CHARSET,
            bytes("{\"name\":\"K\u00e4se\"}"),
            "{\"name\":\"K\u00e4se\"}".getBytes(ISO_8859_1)),
        Arguments.of(Mistake.BODY_CHARSET, bytes(BODY), bytes(new String(bytes(BODY), ISO_8859_1))),
        Arguments.of(Mistake.BODY_CHARSET, bytes(BODY), BODY.getBytes(UTF_16BE)),
        Arguments.of(
            Mistake.BODY_RESERIALISED,
            bytes(BODY),
            bytes(BODY.replace(":", ": ").replace(",", ", "))),
        Arguments.of(Mistake.BODY_RESERIALISED, bytes(BODY), bytes(lines.replace(":", " : "))),
        Arguments.of(
            Mistake.BODY_RESERIALISED,
            bytes(BODY),
            bytes(BODY.replace("\u00e4", "\\u00e4").replace("\u20ac", "\\u20AC"))),
        Arguments.of(
            Mistake.BODY_RESERIALISED, bytes(BODY), bytes("\uFEFF" + BODY.replace(",", ", "))));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void findsWhatHappenedToTheBody(Mistake mistake, byte[] signed, byte[] received) {
    String header = new WebhookSigner(SECRET).sign(signed, NOW);
    Diagnosis diagnosis = doctor(SECRET).diagnose(received, header, NOW);
    assertThat(diagnosis.mistake()).isEqualTo(mistake);
    assertThat(diagnosis.valid()).isFalse();
  }

  /** The digest of {@code hello world} alone, with the secret {@code iamverysecret}. */
  @Test
  void findsThatTheTimeWasNotSigned() {
    Signed none = new Signed("1", "00".repeat(32));
    assertThat(none.matchesWithoutTime(bytes("iamverysecret"), bytes("hello world"))).isFalse();
    String header = "v=%s,d=%s".formatted(NOW.toEpochMilli(), hmac("iamverysecret", "hello world"));
    assertThat(diagnose("iamverysecret", "hello world", header).mistake())
        .isEqualTo(Mistake.BODY_ONLY);
  }

  @Test
  void namesAnotherConfiguredSecretWhichIsValid() {
    Diagnosis diagnosis = doctor("new", "old").diagnose(bytes(BODY), header("old", BODY), NOW);
    assertThat(diagnosis.mistake()).isEqualTo(Mistake.OLDER_SECRET);
    assertThat(diagnosis.valid()).isTrue();
  }

  @Test
  void triesTheMistakesWithEverySecret() {
    Diagnosis diagnosis = doctor("new", "old").diagnose(bytes(BODY), header("old\n", BODY), NOW);
    assertThat(diagnosis.mistake()).isEqualTo(Mistake.SECRET_NEWLINE);
  }

  @Test
  void admitsThatItFindsNoMistake() {
    Diagnosis diagnosis = diagnose(SECRET, BODY, header("another", BODY));
    assertThat(diagnosis.mistake()).isEqualTo(Mistake.OTHER_SECRET_OR_BODY);
    assertThat(diagnosis.valid()).isFalse();
    assertThat(diagnose(SECRET, BODY + "x", header(SECRET, BODY)).mistake())
        .isEqualTo(Mistake.OTHER_SECRET_OR_BODY);
  }

  @Test
  void saysThatThereIsNoHeader() {
    Diagnosis diagnosis = diagnose(SECRET, BODY, null);
    assertThat(diagnosis.mistake()).isEqualTo(Mistake.HEADER_MISSING);
    assertThat(diagnosis.signedAt()).isNull();
    assertThat(diagnosis.offset()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sha256=abc | begin with v=",
        "v=,d=00 | 0 decimal digits",
        "v=1700000000000 | not followed by ,d=",
        "v=1700000000000,d=00 | 2 characters instead of 64",
        "v=99999999999999999999,d=00 | 20 decimal digits",
        "v=0170,d=0000000000000000000000000000000000000000000000000000000000000000 | leading zero",
        "v=9999999999999999999,d=0000000000000000000000000000000000000000000000000000000000000000 | greater than",
        "v=1,d=ABCDEF0000000000000000000000000000000000000000000000000000000000 | other than 0-9 and a-f",
      })
  void saysWhereTheHeaderIsMalformed(String header, String where) {
    Diagnosis diagnosis = diagnose(SECRET, BODY, header);
    assertThat(diagnosis.mistake()).isEqualTo(Mistake.HEADER_MALFORMED);
    assertThat(diagnosis.explanation()).contains(where);
  }

  @ParameterizedTest
  @CsvSource({
    "-PT5M,          NONE,    true,",
    "PT5M,           NONE,    true,",
    "-PT5M0.001S,    TOO_OLD, false, 300 seconds",
    "PT5M0.001S,     TOO_NEW, false, 300 seconds",
    "-PT10M,         TOO_OLD, false, 10 minutes",
    "PT1H59M59S,     TOO_NEW, false, 119 minutes",
    "-PT2H,          TOO_OLD, false, 2 hours",
    "PT47H59M,       TOO_NEW, false, 47 hours",
    "-PT48H,         TOO_OLD, false, 2 days",
    "-P1000D,        TOO_OLD, false, 1000 days",
  })
  void saysByHowMuchTheClocksDiffer(
      Duration offset, Mistake mistake, boolean valid, String inWords) {
    String header = new WebhookSigner(SECRET).sign(bytes(BODY), NOW.plus(offset));
    Diagnosis diagnosis = diagnose(SECRET, BODY, header);
    assertThat(diagnosis.mistake()).isEqualTo(mistake);
    assertThat(diagnosis.valid()).isEqualTo(valid);
    assertThat(diagnosis.offset()).isEqualTo(offset);
    if (!valid) {
      assertThat(diagnosis.explanation())
          .contains("it differs by " + inWords)
          .contains("The digest is right");
    }
  }

  @Test
  void namesTheClockAsWellIfTheSecretIsWrong() {
    String old = new WebhookSigner(SECRET + "\n").sign(bytes(BODY), NOW.minusSeconds(3600));
    Diagnosis diagnosis = diagnose(SECRET, BODY, old);
    assertThat(diagnosis.mistake()).isEqualTo(Mistake.SECRET_NEWLINE);
    assertThat(diagnosis.explanation()).contains("Also: ").contains("60 minutes");
    String forged = new WebhookSigner("another").sign(bytes(BODY), NOW.minusSeconds(3600));
    assertThat(diagnose(SECRET, BODY, forged).mistake()).isEqualTo(Mistake.TOO_OLD);
    assertThat(diagnose(SECRET, BODY, forged).explanation()).contains("does not match either");
  }

  @Test
  void saysThatItDoesNotKnowTheBody() {
    Diagnosis late = doctor(SECRET).diagnose(null, header(SECRET, BODY), NOW.plusSeconds(301));
    assertThat(late.mistake()).isEqualTo(Mistake.TOO_OLD);
    assertThat(late.explanation()).contains("not kept");
    Diagnosis inTime = doctor(SECRET).diagnose(null, header(SECRET, BODY), NOW);
    assertThat(inTime.valid()).isFalse();
    assertThat(inTime.explanation()).contains("not kept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\\", "\"\\", "{\"a\":\"\\u12", "\u0000", "\uFEFF"})
  void noBodyDisturbsIt(String body) {
    assertThat(diagnose(SECRET, body, header("another", "x")).mistake())
        .isEqualTo(Mistake.OTHER_SECRET_OR_BODY);
  }

  @ParameterizedTest
  @EnumSource(Mistake.class)
  void everyMistakeIsExplainedWithAdvice(Mistake mistake) {
    assertThat(mistake.id()).matches("[a-z0-9_]+");
    assertThat(mistake.explanation()).isNotBlank();
    assertThat(mistake.advice()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void showsNoSecretAndNoDigest(Mistake mistake, String configured, String used) {
    String header = header(used, BODY);
    assertThat(diagnose(configured, BODY, header).toString())
        .doesNotContain(configured.strip())
        .doesNotContain(used.strip())
        .doesNotContain(header.substring(header.indexOf("d=") + 2));
  }

  private static Doctor doctor(String... secrets) {
    return new Doctor(TestSettings.secrets(secrets));
  }

  private static Diagnosis diagnose(String secret, String body, String header) {
    return doctor(secret).diagnose(bytes(body), header, NOW);
  }

  private static String header(String secret, String body) {
    return new WebhookSigner(secret).sign(bytes(body), NOW);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String hmac(String secret, String body) {
    try {
      javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
      mac.init(new javax.crypto.spec.SecretKeySpec(bytes(secret), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(bytes(body)));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
