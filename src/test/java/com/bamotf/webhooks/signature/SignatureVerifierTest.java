package com.bamotf.webhooks.signature;

import static com.bamotf.webhooks.signature.Verifiers.validWith;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.signature.SignatureResult.Malformed;
import com.bamotf.webhooks.signature.SignatureResult.Mismatch;
import com.bamotf.webhooks.signature.SignatureResult.Missing;
import com.bamotf.webhooks.signature.SignatureResult.TooNew;
import com.bamotf.webhooks.signature.SignatureResult.TooOld;
import com.bamotf.webhooks.signature.SignatureResult.Valid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureVerifierTest {

  private static final long SIGNED_AT = 1_700_000_000_000L;
  private static final byte[] BODY = "{\"amount\":\"1\"}".getBytes(UTF_8);

  private static String signed(String secret, long at) {
    return new WebhookSigner(secret).sign(BODY, Instant.ofEpochMilli(at));
  }

  @Nested
  class Header {

    private final SignatureVerifier verifier = Verifiers.at(SIGNED_AT, "s");
    private final String header = signed("s", SIGNED_AT);

    @Test
    void missing() {
      @Nullable String none = null;
      @Nullable List<String> noValues = null;

      assertThat(verifier.verify(BODY, none)).isEqualTo(new Missing());
      assertThat(verifier.verify(BODY, noValues)).isEqualTo(new Missing());
      assertThat(verifier.verify(BODY, List.of())).isEqualTo(new Missing());
    }

    @Test
    void empty() {
      assertThat(verifier.verify(BODY, "")).isInstanceOf(Malformed.class);
    }

    @Test
    void once() {
      Instant at = Instant.ofEpochMilli(SIGNED_AT);

      assertThat(verifier.verify(BODY, header)).satisfies(validWith("s", at));
      assertThat(verifier.verify(BODY, List.of(header))).satisfies(validWith("s", at));
    }

    @Test
    void twice() {
      assertThat(verifier.verify(BODY, List.of(header, header)))
          .isEqualTo(new Malformed("it was sent 2 times"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s ", " %s", "%s,", "x,%s", "%s\n", "%s;q=1", "%1$s,%1$s", "\"%s\""})
    void withTextAroundIt(String around) {
      assertThat(verifier.verify(BODY, around.formatted(header))).isInstanceOf(Malformed.class);
    }

    @Test
    void upperCaseDigest() {
      String upper = "v=" + SIGNED_AT + ",d=" + header.substring(18).toUpperCase(Locale.ROOT);

      assertThat(upper).hasSameSizeAs(header);
      assertThat(verifier.verify(BODY, upper)).isInstanceOf(Malformed.class);
    }

    @Test
    void rightDigestWithAnotherTimeIsAMismatch() {
      for (long other : new long[] {SIGNED_AT - 1, SIGNED_AT + 1, SIGNED_AT - 300_000}) {
        String changed = header.replace("v=" + SIGNED_AT, "v=" + other);
        assertThat(verifier.verify(BODY, changed)).isEqualTo(new Mismatch());
      }
    }
  }

  /** What is refused without the body, and nothing but that. */
  @Nested
  class HeaderAlone {

    private final SignatureVerifier verifier = Verifiers.at(SIGNED_AT, "s");

    private SignatureResult.@Nullable Rejected rejected(String... values) {
      return verifier.rejectHeader(List.of(values));
    }

    @Test
    void missing() {
      assertThat(rejected()).isEqualTo(new Missing());
      assertThat(verifier.rejectHeader(null)).isEqualTo(new Missing());
    }

    @Test
    void malformedOrTwice() {
      String header = signed("s", SIGNED_AT);
      assertThat(rejected(header + " ")).isInstanceOf(Malformed.class);
      assertThat(rejected("")).isInstanceOf(Malformed.class);
      assertThat(rejected(header, header)).isEqualTo(new Malformed("it was sent 2 times"));
    }

    @Test
    void outOfTolerance() {
      assertThat(rejected(signed("s", SIGNED_AT - 300_001)))
          .isEqualTo(new TooOld(Duration.ofMillis(1)));
      assertThat(rejected(signed("s", SIGNED_AT + 300_001)))
          .isEqualTo(new TooNew(Duration.ofMillis(1)));
    }

    @Test
    void leavesTheRestToTheBody() {
      for (long at : new long[] {SIGNED_AT - 300_000, SIGNED_AT, SIGNED_AT + 300_000}) {
        assertThat(rejected(signed("s", at))).isNull();
        assertThat(rejected(signed("other", at))).isNull();
      }
    }
  }

  @Nested
  class Tolerance {

    private SignatureResult verifiedAt(long now) {
      return Verifiers.at(now, "s").verify(BODY, signed("s", SIGNED_AT));
    }

    @ParameterizedTest
    @ValueSource(longs = {-300_000, -299_999, -1, 0, 1, 299_999, 300_000})
    void within(long age) {
      assertThat(verifiedAt(SIGNED_AT + age))
          .satisfies(validWith("s", Instant.ofEpochMilli(SIGNED_AT)));
    }

    @Test
    void tooOld() {
      assertThat(verifiedAt(SIGNED_AT + 300_001)).isEqualTo(new TooOld(Duration.ofMillis(1)));
      assertThat(verifiedAt(SIGNED_AT + 3_900_000)).isEqualTo(new TooOld(Duration.ofHours(1)));
    }

    @Test
    void tooNew() {
      assertThat(verifiedAt(SIGNED_AT - 300_001)).isEqualTo(new TooNew(Duration.ofMillis(1)));
      assertThat(verifiedAt(SIGNED_AT - 3_900_000)).isEqualTo(new TooNew(Duration.ofHours(1)));
    }

    @Test
    void isCheckedBeforeTheDigest() {
      assertThat(Verifiers.at(SIGNED_AT + 300_001, "s").verify(BODY, signed("other", SIGNED_AT)))
          .isEqualTo(new TooOld(Duration.ofMillis(1)));
    }

    @Test
    void farEndsDoNotOverflow() {
      String last = signed("s", Long.MAX_VALUE);

      assertThat(Verifiers.at(SIGNED_AT, "s").verify(BODY, last))
          .isEqualTo(new TooNew(Duration.ofMillis(Long.MAX_VALUE - SIGNED_AT - 300_000)));
      assertThat(Verifiers.at(0, "s").verify(BODY, last))
          .isEqualTo(new TooNew(Duration.ofMillis(Long.MAX_VALUE - 300_000)));
      assertThat(Verifiers.at(Long.MAX_VALUE, "s").verify(BODY, last)).isInstanceOf(Valid.class);
      assertThat(Verifiers.at(Long.MAX_VALUE, "s").verify(BODY, signed("s", 0)))
          .isEqualTo(new TooOld(Duration.ofMillis(Long.MAX_VALUE - 300_000)));
    }

    @Test
    void isTheConfiguredOne() {
      SignatureVerifier strict = Verifiers.at(SIGNED_AT + 2, Duration.ofMillis(1), "s");
      SignatureVerifier lax = Verifiers.at(SIGNED_AT + 2, Duration.ofMillis(2), "s");

      assertThat(strict.verify(BODY, signed("s", SIGNED_AT)))
          .isEqualTo(new TooOld(Duration.ofMillis(1)));
      assertThat(lax.verify(BODY, signed("s", SIGNED_AT))).isInstanceOf(Valid.class);
    }
  }

  @Nested
  class Secrets {

    @Test
    void eachOfSeveralIsAccepted() {
      SignatureVerifier verifier = Verifiers.at(SIGNED_AT, "old", "current", "next");

      for (String secret : List.of("old", "current", "next")) {
        assertThat(verifier.verify(BODY, signed(secret, SIGNED_AT)))
            .satisfies(validWith(secret, Instant.ofEpochMilli(SIGNED_AT)));
      }
      assertThat(verifier.verify(BODY, signed("other", SIGNED_AT))).isEqualTo(new Mismatch());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", " padded ", "two words", "gehéim-☕", "bXktc2VjcmV0", "\n", "0"})
    void isUsedAsItIs(String secret) {
      SignatureVerifier verifier = Verifiers.at(SIGNED_AT, secret);

      assertThat(verifier.verify(BODY, signed(secret, SIGNED_AT))).isInstanceOf(Valid.class);
      assertThat(verifier.verify(BODY, signed(secret + " ", SIGNED_AT))).isEqualTo(new Mismatch());
    }

    @Test
    void withoutAnyNothingIsValid() {
      assertThat(Verifiers.at(SIGNED_AT).verify(BODY, signed("s", SIGNED_AT)))
          .isEqualTo(new Mismatch());
      assertThat(new SignatureVerifier().verify(BODY, signed("s", SIGNED_AT)))
          .isInstanceOf(SignatureResult.Rejected.class);
    }
  }

  /** As while a secret is being replaced and both settings still have the old one. */
  @Test
  void theFirstOfEqualSecretsSigned() {
    Settings settings = Verifiers.settings(Duration.ofMinutes(5), "s", "s");
    assertThat(
            new SignatureVerifier(settings)
                .verify(BODY, new WebhookSigner("s").sign(BODY, Instant.now())))
        .isInstanceOfSatisfying(
            Valid.class,
            valid -> assertThat(valid.secret()).isSameAs(settings.webhook().secrets().get(0)));
  }

  @Test
  void readsTheSystemClockByDefault() {
    SignatureVerifier verifier =
        new SignatureVerifier(Verifiers.settings(Duration.ofMinutes(5), "s"));

    assertThat(verifier.verify(BODY, new WebhookSigner("s").sign(BODY, Instant.now())))
        .isInstanceOf(Valid.class);
    assertThat(verifier.verify(BODY, signed("s", SIGNED_AT))).isInstanceOf(TooOld.class);
  }
}
