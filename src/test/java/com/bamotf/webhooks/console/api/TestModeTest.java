package com.bamotf.webhooks.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.config.Settings.TestEvents;
import com.bamotf.webhooks.config.WebhookSecret;
import com.bamotf.webhooks.console.TestSettings;
import com.bamotf.webhooks.inbox.InboxFixture;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quarantined modes are in brackets. */
class TestModeTest {

  @ParameterizedTest
  @CsvSource({
    "TEST, prod,      '(test) (dev)'",
    "ALL,  prod,      'prod (test) (dev)'",
    "TEST, test,      'test (dev)'",
    "ALL,  prod;test, 'test prod (dev)'",
    "ALL,  dev;prod,  'dev prod (test)'",
    "ALL,  ,          'test dev prod'",
    "TEST, signet,    'signet (test) (dev)'",
    "NONE, test,      ''",
  })
  void theBestIsFirst(TestEvents allowed, String modes, String expected) {
    assertThat(names(TestSettings.testEvents(allowed), modes)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"prod, '(test) (dev)'", "test, 'test (dev)'", ", 'test dev'"})
  void someSecretMustSignIt(String signs, String expected) {
    WebhookSecret secret =
        InboxFixture.secret(
            "one",
            "1",
            Optional.of("account"),
            signs == null ? new String[0] : new String[] {signs});
    assertThat(names(InboxFixture.withSecrets(secret), null)).isEqualTo(expected);
  }

  private static String names(Settings settings, String modes) {
    Settings with = modes == null ? settings : InboxFixture.withModes(settings, modes.split(";"));
    return String.join(
        " ",
        TestMode.all(with).stream()
            .map(mode -> mode.quarantined() ? "(" + mode.name() + ")" : mode.name())
            .toList());
  }
}
