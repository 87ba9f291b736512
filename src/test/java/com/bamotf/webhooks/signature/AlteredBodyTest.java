package com.bamotf.webhooks.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.bamotf.webhooks.signature.SignatureResult.Malformed;
import com.bamotf.webhooks.signature.SignatureResult.Mismatch;
import com.bamotf.webhooks.signature.SignatureResult.Valid;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A right header beside a body that is not the signed one. */
class AlteredBodyTest {

  private static final SignedFixture FIXTURE = SignedFixture.of("succeeded-btc.json");
  private static final String TEXT = new String(FIXTURE.body(), UTF_8);

  private final SignatureVerifier verifier =
      Verifiers.at(SignedFixture.SIGNED_AT, SignedFixture.SECRET);

  static Stream<Arguments> alterations() {
    byte[] body = FIXTURE.body();
    return Stream.of(
        arguments("empty", new byte[0]),
        arguments("last byte cut off", Arrays.copyOf(body, body.length - 1)),
        arguments("first byte cut off", Arrays.copyOfRange(body, 1, body.length)),
        arguments("half", Arrays.copyOf(body, body.length / 2)),
        arguments("one byte more", Arrays.copyOf(body, body.length + 1)),
        arguments("byte order mark", ("\uFEFF" + TEXT).getBytes(UTF_8)),
        arguments("line end added", (TEXT + "\n").getBytes(UTF_8)),
        arguments("re-encoded as Latin-1", TEXT.getBytes(ISO_8859_1)),
        arguments("re-encoded as UTF-16", TEXT.getBytes(UTF_16)),
        arguments("decoded as Latin-1", new String(body, ISO_8859_1).getBytes(UTF_8)),
        arguments("amount changed", TEXT.replace("10002001", "10002002").getBytes(UTF_8)),
        arguments("re-indented", TEXT.replace(",", ", ").getBytes(UTF_8)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("alterations")
  void isAMismatch(String alteration, byte[] body) {
    assertThat(body).as(alteration).isNotEqualTo(FIXTURE.body());
    assertThat(verifier.verify(body, FIXTURE.header())).isEqualTo(new Mismatch());
  }

  @Test
  void emptyBodyIsValidWhenItIsWhatWasSigned() {
    byte[] body = {};
    Instant at = Instant.ofEpochMilli(SignedFixture.SIGNED_AT);
    String header = new WebhookSigner(SignedFixture.SECRET).sign(body, at);

    assertThat(verifier.verify(body, header))
        .satisfies(Verifiers.validWith(SignedFixture.SECRET, at));
  }

  /** Bytes that are no text: decoding would replace them, and two bodies would become one. */
  @Test
  void bytesCountAndNotTheTextTheyDecodeTo() {
    byte[] signed = {(byte) 0xff};
    byte[] sent = {(byte) 0xfe};
    String header =
        new WebhookSigner(SignedFixture.SECRET)
            .sign(signed, Instant.ofEpochMilli(SignedFixture.SIGNED_AT));

    assertThat(verifier.verify(signed, header)).isInstanceOf(Valid.class);
    assertThat(verifier.verify(sent, header)).isEqualTo(new Mismatch());
  }

  /** Nothing separates the body from v in the signed message, so digits could change sides. */
  @Test
  void zerosCannotMoveFromTheBodyIntoTheTime() {
    Instant at = Instant.ofEpochMilli(SignedFixture.SIGNED_AT);
    String header = new WebhookSigner(SignedFixture.SECRET).sign("100".getBytes(US_ASCII), at);
    String moved = header.replace("v=17", "v=0017");

    assertThat(verifier.verify("1".getBytes(US_ASCII), moved)).isInstanceOf(Malformed.class);
  }

  @Test
  void otherDigitsThatMoveGiveAnotherTime() {
    Instant at = Instant.ofEpochMilli(SignedFixture.SIGNED_AT);
    String header = new WebhookSigner(SignedFixture.SECRET).sign("15".getBytes(US_ASCII), at);

    assertThat(verifier.verify("1".getBytes(US_ASCII), header.replace("v=17", "v=517")))
        .isEqualTo(new SignatureResult.TooNew(Duration.ofSeconds(50_000_000_000L - 300)));
    assertThat(verifier.verify("151".getBytes(US_ASCII), header.replace("v=17", "v=7")))
        .isEqualTo(new SignatureResult.TooOld(Duration.ofSeconds(1_000_000_000 - 300)));
  }
}
