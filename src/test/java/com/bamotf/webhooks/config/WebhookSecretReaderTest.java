package com.bamotf.webhooks.config;

import static com.bamotf.webhooks.config.SettingsReaderTest.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebhookSecretReaderTest {

  @Test
  void bindsASecretToItsModesAndItsAccount() {
    List<WebhookSecret> secrets =
        secrets(
            "bamotf.webhook.modes", "prod, test",
            "bamotf.webhook.secret.modes", "prod",
            "bamotf.webhook.secret.4", "other",
            "bamotf.webhook.secret.4.modes", "test, prod",
            "bamotf.webhook.secret.4.account", "acc-1");
    assertThat(secrets)
        .extracting(WebhookSecret::name)
        .containsExactly("bamotf.webhook.secret", "bamotf.webhook.secret.4");
    assertThat(secrets)
        .extracting(WebhookSecret::modes)
        .containsExactly(Set.of("prod"), Set.of("prod", "test"));
    assertThat(secrets)
        .extracting(WebhookSecret::account)
        .containsExactly(Optional.empty(), Optional.of("acc-1"));
  }

  @Test
  void bindsTheGuidesSecretAndReadsEnvironmentVariables() {
    Map<String, String> variables =
        Map.of(
            "WEBHOOK_SECRET", "from the guide",
            "BAMOTF_WEBHOOK_SECRET_ACCOUNT", "acc-1",
            "BAMOTF_WEBHOOK_SECRET_2", "second",
            "BAMOTF_WEBHOOK_SECRET_2_MODES", "prod");
    Settings settings =
        new SettingsReader(
                new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .withSources(new EnvConfigSource(variables, 300))
                    .build())
            .read();
    assertThat(SettingsReaderTest.texts(settings)).containsExactly("from the guide", "second");
    assertThat(settings.webhook().secrets().get(0).account()).contains("acc-1");
    assertThat(settings.webhook().secrets().get(1).modes()).containsExactly("prod");
  }

  @Test
  void refusesAModeThatIsNotAcceptedAtAll() {
    assertThatThrownBy(() -> secrets("bamotf.webhook.secret.modes", "prod,test"))
        .hasMessageContaining("bamotf.webhook.secret.modes is ")
        .hasMessageContaining("bamotf.webhook.modes accepts only [prod]");
    assertThat(
            secrets("bamotf.webhook.modes", "all", "bamotf.webhook.secret.modes", "staging").get(0))
        .extracting(WebhookSecret::modes)
        .isEqualTo(Set.of("staging"));
  }

  @Test
  void refusesABindingOfNoSecret() {
    assertThatThrownBy(() -> secrets("bamotf.webhook.secret.3.modes", "prod"))
        .hasMessageContaining("there is no secret bamotf.webhook.secret.3");
    assertThatThrownBy(() -> secrets("bamotf.webhook.secret.3.account", "a"))
        .hasMessageContaining("there is no secret bamotf.webhook.secret.3");
  }

  @Test
  void refusesOneSecretThatMaySignDifferentThings() {
    assertThatThrownBy(
            () ->
                secrets(
                    "bamotf.webhook.secret.2", "top secret", "bamotf.webhook.secret.modes", "prod"))
        .hasMessageContaining(
            "bamotf.webhook.secret and bamotf.webhook.secret.2 are the same secret")
        .hasMessageNotContaining("top secret");
    assertThatThrownBy(
            () ->
                secrets(
                    "bamotf.webhook.secret.2", "top secret", "bamotf.webhook.secret.account", "a"))
        .hasMessageContaining("are the same secret");
    assertThat(secrets("bamotf.webhook.secret.2", "top secret")).hasSize(2);
  }

  @Test
  void warnsOfSeveralSecretsOfWhichOneMaySignEverything() {
    assertThat(warning()).isEmpty();
    assertThat(warning("bamotf.webhook.secret.2", "x", "bamotf.webhook.secret.modes", "prod"))
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .contains(
                        "1 of 2", "bamotf.webhook.secret.2.", "being replaced", "secret.account")
                    .doesNotContain("top secret"));
    assertThat(warning("bamotf.webhook.secret.2", "x"))
        .hasValueSatisfying(
            text -> assertThat(text).contains("bamotf.webhook.secret, bamotf.webhook.secret.2."));
    assertThat(
            warning(
                "bamotf.webhook.secret.2", "x",
                "bamotf.webhook.secret.2.account", "a",
                "bamotf.webhook.secret.modes", "prod"))
        .isEmpty();
  }

  @Test
  void aSecretSignsOnlyWhatItMay() {
    WebhookSecret free = secret(Set.of(), null);
    assertThat(free.objection("prod", null)).isNull();
    WebhookSecret test = secret(Set.of("test", "dev"), null);
    assertThat(test.objection("test", "a")).isNull();
    assertThat(test.objection("dev", null)).isNull();
    assertThat(test.objection("prod", "a")).contains("name.modes allows", "mode \"prod\"");
    WebhookSecret account = secret(Set.of(), "a");
    assertThat(account.objection("prod", "a")).isNull();
    assertThat(account.objection("prod", "A")).contains("name.account allows a", "account \"A\"");
    assertThat(account.objection("prod", null)).contains("name.account allows a", "no account");
  }

  @Test
  void isIdentifiedWithoutItsValue() {
    WebhookSecret secret = secret(Set.of(), null);
    assertThat(secret.id()).isEqualTo("name#2bb80d53"); // of the SHA-256 of "secret"
    assertThat(WebhookSecret.nameIn(secret.id())).isEqualTo("name");
    assertThat(secret.toString()).doesNotContain("secret]");
  }

  private static WebhookSecret secret(Set<String> modes, String account) {
    return new WebhookSecret("name", new Secret("secret"), modes, Optional.ofNullable(account));
  }

  private static List<WebhookSecret> secrets(String... settings) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      given.put(settings[i], settings[i + 1]);
    }
    return read(given).webhook().secrets();
  }

  private static Optional<String> warning(String... settings) {
    return WebhookSecretReader.warning(secrets(settings));
  }

  /** Somebody may have written it by hand. */
  @Test
  void anIdWithoutAFingerprintIsAName() {
    assertThat(WebhookSecret.nameIn("bamotf.webhook.secret.2#0123"))
        .isEqualTo("bamotf.webhook.secret.2");
    assertThat(WebhookSecret.nameIn("somebody")).isEqualTo("somebody");
  }
}
