package com.bamotf.webhooks.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EffectiveSettingTest {

  @Test
  void saysWhereAValueComesFrom() {
    assertThat(find("bamotf.webhook.tolerance", Map.of("bamotf.webhook.tolerance", " PT1M ")))
        .hasValueSatisfying(
            setting -> {
              assertThat(setting.value()).isEqualTo("PT1M");
              assertThat(setting.source()).contains("test");
            });
    assertThat(find("bamotf.webhook.tolerance", Map.of()))
        .hasValueSatisfying(
            setting -> {
              assertThat(setting.value()).isEqualTo("PT5M");
              assertThat(setting.source()).isEqualTo("default");
            });
    assertThat(find("bamotf.inbox.schema", Map.of()))
        .hasValueSatisfying(setting -> assertThat(setting.value()).isNull());
  }

  @Test
  void knowsTheNameOfTheGuide() {
    assertThat(find("bamotf.webhook.secret", Map.of("WEBHOOK_SECRET", "hush")))
        .hasValueSatisfying(
            setting -> {
              assertThat(setting.value()).isEqualTo("(set)");
              assertThat(setting.source()).contains("test");
            });
  }

  @Test
  void listsNumberedOnesThatAreSet() {
    Map<String, String> given =
        Map.of("bamotf.webhook.secret.3", "hush", "bamotf.console.user.9", "hush");
    assertThat(find("bamotf.webhook.secret.3", given)).isPresent();
    assertThat(find("bamotf.console.user.9", given)).isPresent();
    assertThat(find("bamotf.webhook.secret.2", given)).isEmpty();
    assertThat(find("bamotf.api.key.3", given)).isEmpty();
  }

  @Test
  void knowsSecretsInFilesAndWhatTheyMaySign() {
    Map<String, String> given =
        Map.of(
            "WEBHOOK_SECRET.file", "/run/first",
            "bamotf.webhook.secret.2.file", "/run/second",
            "bamotf.webhook.secret.2.modes", "test",
            "bamotf.admin.token.file", "/run/token");
    assertThat(all(given))
        .extracting(EffectiveSetting::name, EffectiveSetting::value)
        .contains(
            tuple("bamotf.webhook.secret", "(set)"),
            tuple("bamotf.webhook.secret.2", "(set)"),
            tuple("bamotf.webhook.secret.2.file", "/run/second"),
            tuple("bamotf.webhook.secret.2.modes", "test"),
            tuple("bamotf.admin.token", "(set)"),
            tuple("bamotf.admin.token.file", "/run/token"));
    assertThat(find("bamotf.webhook.secret.2.account", given)).isEmpty();
    assertThat(find("bamotf.admin.viewer-token.file", given)).isEmpty();
  }

  /** A new setting whose name sounds like a secret must be one. */
  @ParameterizedTest
  @EnumSource
  void showsNoSecret(Setting setting) {
    assertThat(all(Map.of(setting.key(), "hush")).toString().contains("hush"))
        .isEqualTo(!setting.key().matches(".*(secret|key|token|user)(\\.2)?"));
  }

  private static Optional<EffectiveSetting> find(String name, Map<String, String> given) {
    return all(given).stream().filter(setting -> setting.name().equals(name)).findFirst();
  }

  private static List<EffectiveSetting> all(Map<String, String> given) {
    return EffectiveSetting.all(
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withSources(new PropertiesConfigSource(given, "test", 100))
            .build());
  }
}
