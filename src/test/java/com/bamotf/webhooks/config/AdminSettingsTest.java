package com.bamotf.webhooks.config;

import static com.bamotf.webhooks.config.SettingsReaderTest.read;
import static com.bamotf.webhooks.config.SettingsReaderTest.reader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may see and change what, and the limits of the console. */
class AdminSettingsTest {

  private static final String HASH =
      "PBKDF2WithHmacSHA256:600000:c2FsdHNhbHRzYWx0c2FsdA==:BBs+1+PaslLtBPULUr8/lQicvVuHiEPMz0i8MjLCbzM=";

  @Test
  void aTokenThatCouldBeGuessedIsRefusedAndNotShown() {
    assertThat(read(Map.of("bamotf.admin.token", "0123456789abcdef")).admin().token()).isPresent();
    assertThatThrownBy(() -> read(Map.of("bamotf.admin.token", "0123456789abcde")))
        .hasMessageContaining("bamotf.admin.token is shorter than 16 bytes")
        .hasMessageNotContaining("0123456789abcde");
  }

  @Test
  void nobodyIsConfiguredByDefault() {
    Settings.Admin admin = read(Map.of()).admin();
    assertThat(admin.knowsAnybody()).isFalse();
    assertThat(admin.idleTimeout()).isEqualTo(Duration.ofMinutes(30));
    assertThat(admin.sessionTimeout()).isEqualTo(Duration.ofHours(12));
    assertThat(admin.testEvents()).isEqualTo(Settings.TestEvents.TEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bamotf.admin.token", "bamotf.admin.viewer-token", "bamotf.admin.scrape-token"})
  void aTokenMakesSomebodyKnown(String key) {
    assertThat(read(Map.of(key, "0123456789abcdef")).admin().knowsAnybody()).isTrue();
    assertThatThrownBy(() -> read(Map.of(key, "0123456789abcde")))
        .hasMessageContaining(key + " is shorter than 16 bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "bamotf.admin.token, bamotf.admin.viewer-token",
    "bamotf.admin.token, bamotf.admin.scrape-token",
    "bamotf.admin.viewer-token, bamotf.admin.scrape-token"
  })
  void noTokenIsThatOfARoleThatMayMore(String more, String less) {
    assertThatThrownBy(() -> read(Map.of(more, "0123456789abcdef", less, "0123456789abcdef")))
        .hasMessageContaining(more + " and " + less + " are equal")
        .hasMessageNotContaining("0123456789abcdef");
  }

  @Test
  void readsUsersOfTheConsole() {
    Settings.Admin admin =
        read(Map.of(
                "bamotf.console.user", "alice:operator:" + HASH,
                "bamotf.console.user.9", "v.ictor_7@shop-1:viewer:" + HASH))
            .admin();
    assertThat(admin.knowsAnybody()).isTrue();
    assertThat(admin.users())
        .extracting(Settings.User::name)
        .containsExactly("alice", "v.ictor_7@shop-1");
    assertThat(admin.users()).extracting(Settings.User::operator).containsExactly(true, false);
    assertThat(admin.users().get(0).passwordHash().text()).isEqualTo(HASH);
    assertThat(admin.toString()).doesNotContain("c2Fsd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hush",
        "alice:operator:hush",
        "alice:admin:" + HASH,
        "al ice:operator:" + HASH,
        ":operator:" + HASH,
        "alice:operator:" + HASH + ":",
        "alice:operator: " + HASH,
        "alice:operator:PBKDF2WithHmacSHA1:600000:c2FsdHNhbHRzYWx0c2FsdA==:BBs+1+PaslLtBPULUr8/lQicvVuHiEPMz0i8MjLCbzM=",
        "alice:operator:PBKDF2WithHmacSHA256:600000:c2Fs:BBs+1+PaslLtBPULUr8/lQicvVuHiEPMz0i8MjLCbzM=",
        "alice:operator:PBKDF2WithHmacSHA256:600000:c2FsdHNhbHRzYWx0c2FsdA==:BBs+",
      })
  void refusesAUserOfAnotherFormAndDoesNotShowIt(String user) {
    assertThatThrownBy(() -> read(Map.of("bamotf.console.user.2", user)))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("bamotf.console.user.2 is not of the form")
        .hasMessageContaining("hash-password")
        .hasMessageNotContaining("hush")
        .hasMessageNotContaining("c2Fs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000", "99999", "10000001", "999999999"})
  void refusesAHashThatIsTooCheapOrTooDear(String iterations) {
    String user = "alice:operator:" + HASH.replace("600000", iterations);
    assertThatThrownBy(() -> read(Map.of("bamotf.console.user", user)))
        .hasMessageContaining("from 100000 to 10000000");
  }

  @Test
  void refusesTheSameUserTwice() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "bamotf.console.user", "alice:viewer:" + HASH,
                        "bamotf.console.user.3", "alice:operator:" + HASH)))
        .hasMessageContaining("bamotf.console.user.3 has the name of another user");
  }

  @ParameterizedTest
  @CsvSource({
    "bamotf.console.idle-timeout, PT59S",
    "bamotf.console.idle-timeout, PT25H",
    "bamotf.console.session-timeout, PT59S",
    "bamotf.console.session-timeout, P8D",
    "bamotf.console.test-events, prod",
  })
  void limitsTheConsole(String key, String value) {
    assertThatThrownBy(() -> read(Map.of(key, value))).hasMessageContaining(key);
  }

  @Test
  void theConsolesUsersAreSettings() {
    SettingsReader reader = reader(Map.of("bamotf.console.user.9", "alice:viewer:" + HASH));
    reader.read();
    assertThat(reader.unknownNames()).isEmpty();
    assertThat(reader.changed()).isEmpty();
  }
}
