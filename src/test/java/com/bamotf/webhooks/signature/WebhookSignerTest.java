package com.bamotf.webhooks.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.bamotf.webhooks.config.Secret;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookSignerTest {

  private static final byte[] BODY = {1, 2, 3};

  private final WebhookSigner signer = new WebhookSigner("my-secret");

  @Test
  void whatIsFinerThanAMillisecondIsCutOff() {
    assertThat(signer.sign(BODY, Instant.parse("2023-11-14T22:13:20.000999Z")))
        .isEqualTo(signer.sign(BODY, Instant.parse("2023-11-14T22:13:20Z")))
        .startsWith("v=1700000000000,d=");
  }

  @Test
  void aSecretIsTheSameAsTextOrAsSecret() {
    assertThat(new WebhookSigner(new Secret("my-secret")).sign(BODY, Instant.EPOCH))
        .isEqualTo(signer.sign(BODY, Instant.EPOCH))
        .startsWith("v=0,d=");
  }

  @Test
  void timesBefore1970AreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> signer.sign(BODY, Instant.EPOCH.minusMillis(1)))
        .withMessageContaining("1969-12-31T23:59:59.999Z")
        .withMessageContaining("1970-01-01");
  }

  @Test
  void emptySecretIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new WebhookSigner(""));
  }
}
