package com.bamotf.webhooks.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.cli.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

  private static final String SALT = "PBKDF2WithHmacSHA256:1000:c2FsdHNhbHRzYWx0c2FsdA==:";

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
  void theCommandMakesOneThatTheConsoleAccepts() {
    CommandRun command = new CommandRun().typing("pässwörd €\nanother line\n");
    assertThat(command.run("hash-password")).isZero();
    String text = command.out().strip();
    assertThat(text).startsWith("PBKDF2WithHmacSHA256:600000:").doesNotContain("pässwörd");
    assertThat(matches(text, "pässwörd €")).isTrue();
  }

  @Test
  void aPasswordHas8To1000Characters() {
    assertThatThrownBy(() -> PasswordHash.of("1234567"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8 to 1000 characters", "7");
    assertThatThrownBy(() -> PasswordHash.of("x".repeat(1001)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(PasswordHash.of("12345678").iterations()).isEqualTo(600_000);
    assertThat(PasswordHash.of("x".repeat(1000)).iterations()).isEqualTo(600_000);
  }

  private static boolean matches(String hash, String password) {
    return PasswordHash.parse(hash).matches(password);
  }
}
