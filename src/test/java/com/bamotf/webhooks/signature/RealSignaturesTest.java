package com.bamotf.webhooks.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.signature.SignatureResult.Mismatch;
import com.bamotf.webhooks.signature.SignatureResult.Valid;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures that the real library made: exactly they are accepted, and nothing beside them. */
class RealSignaturesTest {

  private static final String PUBLISHED =
      "v=1600000000000,d=3bd0b48300a7a7afc491e90ecef6805cb46813ea047434eed9cccc567f7aeecb";

  private final SignatureVerifier verifier =
      Verifiers.at(SignedFixture.SIGNED_AT, SignedFixture.SECRET);

  static Stream<SignedFixture> fixtures() {
    return SignedFixture.all();
  }

  @Test
  void publishedVectorOfTheLibrary() {
    byte[] body = "hello world".getBytes(UTF_8);
    Instant at = Instant.ofEpochMilli(1_600_000_000_000L);

    assertThat(new WebhookSigner("iamverysecret").sign(body, at)).isEqualTo(PUBLISHED);
    assertThat(Verifiers.at(1_600_000_060_000L, "iamverysecret").verify(body, PUBLISHED))
        .satisfies(Verifiers.validWith("iamverysecret", at));
  }

  @Test
  void everyFixtureIsThere() {
    assertThat(SignedFixture.all()).hasSize(9);
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void fixtureIsValid(SignedFixture fixture) {
    assertThat(verifier.verify(fixture.body(), fixture.header()))
        .satisfies(
            Verifiers.validWith(
                SignedFixture.SECRET, Instant.ofEpochMilli(SignedFixture.SIGNED_AT)));
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void signerMakesTheSameHeader(SignedFixture fixture) {
    Instant at = Instant.ofEpochMilli(SignedFixture.SIGNED_AT);

    assertThat(new WebhookSigner(SignedFixture.SECRET).sign(fixture.body(), at))
        .isEqualTo(fixture.header());
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void noOneByteMutationOfTheBodyIsAccepted(SignedFixture fixture) {
    Random random = new Random(20261124);
    for (int i = 0; i < 200; i++) {
      byte[] body = fixture.body();
      int position = random.nextInt(body.length);
      body[position] ^= (byte) (1 + random.nextInt(255));

      assertThat(verifier.verify(body, fixture.header()))
          .as("mutation %d, at byte %d", i, position)
          .isEqualTo(new Mismatch());
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void noOneCharacterMutationOfTheHeaderIsAccepted(SignedFixture fixture) {
    Random random = new Random(20261125);
    for (int i = 0; i < 200; i++) {
      StringBuilder header = new StringBuilder(fixture.header());
      int position = random.nextInt(header.length());
      header.setCharAt(position, (char) (header.charAt(position) ^ (1 + random.nextInt(127))));

      assertThat(verifier.verify(fixture.body(), header.toString()))
          .as("mutation %d, at character %d", i, position)
          .isNotInstanceOf(Valid.class);
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void headerOfAnotherFixtureDoesNotFit(SignedFixture fixture) {
    SignedFixture.all()
        .filter(other -> !other.equals(fixture))
        .forEach(
            other ->
                assertThat(verifier.verify(fixture.body(), other.header()))
                    .isEqualTo(new Mismatch()));
  }
}
