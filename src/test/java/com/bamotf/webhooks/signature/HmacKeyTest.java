package com.bamotf.webhooks.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.bamotf.webhooks.config.Secret;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.MacSpi;
import org.junit.jupiter.api.Test;

class HmacKeyTest {

  private static final Secret SECRET = new Secret("iamverysecret");
  private static final byte[] BODY = "hello world".getBytes(UTF_8);
  private static final byte[] DIGITS = "1600000000000".getBytes(US_ASCII);
  private static final byte[] PUBLISHED =
      HexFormat.of().parseHex("3bd0b48300a7a7afc491e90ecef6805cb46813ea047434eed9cccc567f7aeecb");

  @Test
  void keepsNoStateBetweenMessages() {
    HmacKey key = new HmacKey(SECRET);

    assertThat(key.hmac(BODY, DIGITS)).isEqualTo(PUBLISHED);
    key.hmac("another".getBytes(UTF_8), DIGITS);
    assertThat(key.hmac(BODY, DIGITS)).isEqualTo(PUBLISHED);
  }

  @Test
  void worksWithAProviderWhoseMacsCannotBeCloned() {
    HmacKey key = new HmacKey(SECRET, macOf(new UncloneableSpi()));

    assertThat(key.hmac(BODY, DIGITS)).isEqualTo(PUBLISHED);
    assertThat(key.hmac(BODY, DIGITS)).isEqualTo(PUBLISHED);
  }

  @Test
  void namesTheProviderThatRefusesTheSecret() {
    MacSpi refusing =
        new UncloneableSpi() {
          @Override
          protected void engineInit(Key key, AlgorithmParameterSpec params)
              throws InvalidKeyException {
            throw new InvalidKeyException("too short");
          }
        };

    assertThatIllegalStateException()
        .isThrownBy(() -> new HmacKey(SECRET, macOf(refusing)))
        .withMessageContaining("SunJCE")
        .withMessageNotContaining("iamverysecret")
        .withRootCauseInstanceOf(InvalidKeyException.class);
  }

  @Test
  void printsNoSecret() {
    String secret = "iamverysecret";

    assertThat(List.of(new HmacKey(SECRET), new WebhookSigner(secret), Verifiers.at(0, secret)))
        .allSatisfy(object -> assertThat(String.valueOf(object)).doesNotContain(secret));
  }

  private static Mac jdkMac() {
    try {
      return Mac.getInstance("HmacSHA256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Mac macOf(MacSpi spi) {
    return new Mac(spi, Security.getProvider("SunJCE"), "HmacSHA256") {};
  }

  /** As some hardware and FIPS providers have them. */
  private static class UncloneableSpi extends MacSpi {

    private final Mac mac = jdkMac();

    @Override
    protected int engineGetMacLength() {
      return mac.getMacLength();
    }

    @Override
    protected void engineInit(Key key, AlgorithmParameterSpec params) throws InvalidKeyException {
      mac.init(key);
    }

    @Override
    protected void engineUpdate(byte input) {
      mac.update(input);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
      mac.update(input, offset, length);
    }

    @Override
    protected byte[] engineDoFinal() {
      return mac.doFinal();
    }

    @Override
    protected void engineReset() {
      mac.reset();
    }
  }
}
