package com.bamotf.webhooks.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.signature.SignatureResult.Rejected;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator reads about a rejection. */
class SignatureResultTest {

  @Test
  void reasonsSayWhatToLookAt() {
    assertThat(new SignatureResult.Missing().reason()).contains("x-webhook-signature", "proxy");
    assertThat(new SignatureResult.Malformed("it was sent 2 times").reason())
        .contains("it was sent 2 times", "v=<milliseconds since 1970>,d=");
    assertThat(new SignatureResult.TooOld(Duration.ofSeconds(90)).reason())
        .contains("PT1M30S older", "bamotf.webhook.tolerance", "clocks");
    assertThat(new SignatureResult.TooNew(Duration.ofSeconds(90)).reason())
        .contains("PT1M30S further in the future", "bamotf.webhook.tolerance", "clocks");
    // Nobody has looked at the digest by then.
    assertThat(new SignatureResult.TooOld(Duration.ofSeconds(90)).reason())
        .doesNotContain("genuine");
    assertThat(new SignatureResult.TooNew(Duration.ofSeconds(90)).reason())
        .doesNotContain("genuine");
    assertThat(new SignatureResult.Mismatch().reason()).contains("bamotf.webhook.secret");
  }

  /** The header is a stranger's text: in a log it could forge lines, or hand on a signature. */
  @Test
  void nothingOfTheRequestOrTheSecretIsPrinted() {
    SignedFixture fixture = SignedFixture.of("succeeded-btc.json");
    String digest = fixture.header().substring("v=1700000000000,d=".length());
    long now = SignedFixture.SIGNED_AT;
    List<SignatureResult> results =
        List.of(
            Verifiers.at(now, "my-secret").verify(fixture.body(), fixture.header()),
            Verifiers.at(now + 300_001, "my-secret").verify(fixture.body(), fixture.header()),
            Verifiers.at(now - 300_001, "my-secret").verify(fixture.body(), fixture.header()),
            Verifiers.at(now, "my-secret").verify(new byte[0], fixture.header()),
            Verifiers.at(now, "my-secret").verify(fixture.body(), fixture.header() + "\nevil"),
            Verifiers.at(now, "my-secret").verify(fixture.body(), "\nevil" + fixture.header()),
            Verifiers.at(now, "my-secret").verify(fixture.body(), "v=\nevil,d=" + digest));

    assertThat(results)
        .allSatisfy(
            result -> {
              String printed =
                  result + (result instanceof Rejected rejected ? rejected.reason() : "");
              assertThat(printed).doesNotContain(digest, "my-secret", "evil", "\n");
            });
  }
}
