package com.bamotf.webhooks.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

  private static final String SALT = "PBKDF2WithHmacSHA256:1000:c2FsdHNhbHRzYWx0c2FsdA==:";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** Both were computed by Python's hashlib. */
  @Test
  void agreesWithOtherImplementations() {
    assertThat(matches(SALT + "BBs+1+PaslLtBPULUr8/lQicvVuHiEPMz0i8MjLCbzM=", "correct horse"))
        .isTrue();
    assertThat(matches(SALT + "33TbqBwqdhDorrWa1c0rHlv2+8QRb/pTnKcxUbmV5Ko=", "pässwörd €"))
        .isTrue();
    assertThat(matches(SALT + "33TbqBwqdhDorrWa1c0rHlv2+8QRb/pTnKcxUbmV5Ko=", "passwörd €"))
        .isFalse();
  }

  @Test
  void isSaltedAndItsTextIsReadAgain() {
    String text = PasswordHash.of("correct horse", 1000).toString();
    assertThat(text).isNotEqualTo(PasswordHash.of("correct horse", 1000).toString());
    assertThat(PasswordHash.parse(text)).hasToString(text);
    assertThat(matches(text, "correct horse")).isTrue();
    assertThat(matches(text, "Correct horse")).isFalse();
    assertThat(matches(text, "")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "secret", "PBKDF2WithHmacSHA1:1000:AAAA:AAAA", SALT + "AAAA:x"})
  void readsNothingElse(String text) {
    assertThatThrownBy(() -> PasswordHash.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PBKDF2WithHmacSHA256:<iterations>");
  }

  @Test
  void nobodysHashMatchesNothing() {
    assertThat(PasswordHash.ofNobody(1000).matches("")).isFalse();
    assertThat(PasswordHash.ofNobody(1000).iterations()).isEqualTo(1000);
  }

  @Test
  void theCommandMakesOneForASetting() throws IOException {
    assertThat(run("pässwörd €\nanother line\n")).isZero();
    String text = out.toString(UTF_8).strip();
    assertThat(text).startsWith("PBKDF2WithHmacSHA256:600000:").doesNotContain("pässwörd");
    assertThat(matches(text, "pässwörd €")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "1234567\n"})
  void theCommandRefusesAPasswordThatIsTooShort(String input) throws IOException {
    assertThat(run(input)).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("8 to 1000 characters");
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  private int run(String input) throws IOException {
    return PasswordHash.run(
        new ByteArrayInputStream(input.getBytes(UTF_8)),
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8));
  }

  private static boolean matches(String hash, String password) {
    return PasswordHash.parse(hash).matches(password);
  }
}
