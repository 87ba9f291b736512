package com.bamotf.webhooks.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

  @Test
  void hasADefaultForEverythingButTheSecret() {
    Settings settings = read(Map.of());

    assertThat(settings.dataSource()).isEqualTo("java:comp/DefaultDataSource");
    assertThat(settings.webhook().tolerance()).isEqualTo(Duration.ofMillis(300_000));
    assertThat(settings.webhook().maxBodySize()).isEqualTo(1_048_576);
    assertThat(settings.webhook().accepts("prod")).isTrue();
    assertThat(settings.webhook().accepts("test")).as("money of no value").isFalse();
    assertThat(settings.inbox().retention()).isEqualTo(Duration.ofDays(90));
    assertThat(settings.inbox().storePatience()).isEqualTo(Duration.ofSeconds(45));
    assertThat(settings.inbox().expectDatabase()).isEmpty();
    assertThat(settings.inbox().schema()).isEmpty();
    assertThat(settings.dispatch().maxAttempts()).isEqualTo(40);
    assertThat(settings.admin().token()).isEmpty();
    assertThat(settings.api().url()).hasToString("http://localhost:21000");
    assertThat(settings.api().keys()).isEmpty();
    assertThat(settings.reconcile().interval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.reconcile().window()).isEqualTo(Duration.ofDays(30));
    assertThat(settings.reconcile().since()).isEmpty();
  }

  @Test
  void takesTheKeysOfSeveralAccountsWithTheirNumbers() {
    List<Settings.ApiKey> keys =
        read(Map.of("bamotf.api.key", "one", "bamotf.api.key.3", "three")).api().keys();
    assertThat(keys).extracting(Settings.ApiKey::number).containsExactly(1, 3);
    assertThat(keys.get(1).secret().utf8()).asString().isEqualTo("three");
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "line\nbreak", "schlüssel", "trailing "})
  void refusesAnApiKeyThatNoHeaderCanCarryAndDoesNotShowIt(String key) {
    assertThatThrownBy(() -> read(Map.of("bamotf.api.key.2", key)))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("bamotf.api.key.2")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(key.strip()));
  }

  @ParameterizedTest
  @CsvSource({
    "http://bamotf:21000/, http://bamotf:21000",
    "HTTPS://pay.example.com/bamotf/, HTTPS://pay.example.com/bamotf"
  })
  void takesABaseUrlWithAndWithoutASlash(String text, String url) {
    assertThat(read(Map.of("bamotf.api.url", text)).api().url()).hasToString(url);
  }

  @Test
  void refusesCredentialsInAUrlAndDoesNotShowThem() {
    assertThatThrownBy(() -> read(Map.of("bamotf.api.url", "http://user:hush@bamotf")))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("http://***@bamotf")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush"));
  }

  @Test
  void refusesAWindowThatRetentionDoesNotCover() {
    Map<String, String> shortRetention =
        Map.of("bamotf.inbox.retention", "P29D", "bamotf.api.key", "key");
    assertThatThrownBy(() -> read(shortRetention))
        .hasMessageContaining("bamotf.reconcile.window")
        .hasMessageContaining("bamotf.inbox.retention");
    assertThat(read(Map.of("bamotf.inbox.retention", "P30D", "bamotf.api.key", "key"))).isNotNull();
    assertThat(read(Map.of("bamotf.inbox.retention", "P29D")))
        .as("nothing is reconciled")
        .isNotNull();
  }

  @Test
  void readsTheMomentOfAMove() {
    assertThat(read(Map.of("bamotf.reconcile.since", "2026-11-24T00:00:00Z")).reconcile().since())
        .hasValue(Instant.parse("2026-11-24T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "_shop_2", "a23456789012345678901234567890123456789012345678901234567890123"})
  void takesANameForTheSchema(String name) {
    assertThat(read(Map.of("bamotf.inbox.schema", name)).inbox().schema()).contains(name);
  }

  @Test
  void refusesToStartWithoutASecretAndNamesBothKeys() {
    assertThatThrownBy(() -> new SettingsReader(properties(Map.of())).read())
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("bamotf.webhook.secret")
        .hasMessageContaining("WEBHOOK_SECRET");
  }

  @Test
  void takesAnEmptySecretForNone() {
    assertThatThrownBy(
            () -> new SettingsReader(properties(Map.of("bamotf.webhook.secret", ""))).read())
        .hasMessageContaining("no webhook secret");
  }

  @Test
  void takesTheGuidesNameOfTheSecret() {
    assertThat(secrets(Map.of("WEBHOOK_SECRET", "from the guide")))
        .containsExactly("from the guide");
  }

  @Test
  void prefersItsOwnNameOfTheSecret() {
    assertThat(secrets(Map.of("WEBHOOK_SECRET", "guide", "bamotf.webhook.secret", "own")))
        .containsExactly("own");
  }

  @Test
  void takesSeveralSecretsThatMayHoldCommas() {
    assertThat(
            secrets(
                Map.of(
                    "bamotf.webhook.secret", "a,b",
                    "bamotf.webhook.secret.2", "second",
                    "bamotf.webhook.secret.9", "ninth")))
        .containsExactly("a,b", "second", "ninth");
  }

  @ParameterizedTest
  @ValueSource(strings = {" padded ", "a\\,b", "pa$$word", "${unfinished", "päss ☕", "trailing\n"})
  void takesASecretAsItIs(String secret) {
    assertThat(secrets(Map.of("bamotf.webhook.secret", secret))).containsExactly(secret);
  }

  @Test
  void followsASecretThatIsOneReference() {
    assertThat(secrets(Map.of("bamotf.webhook.secret", "${vault.entry}", "vault.entry", "kept")))
        .containsExactly("kept");
  }

  @Test
  void readsEnvironmentVariables() {
    Config config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withSources(
                new EnvConfigSource(
                    Map.of(
                        "BAMOTF_WEBHOOK_SECRET", "env",
                        "BAMOTF_WEBHOOK_SECRET_2", "env2",
                        "BAMOTF_WEBHOOK_MAX_BODY_SIZE", "2 KiB"),
                    300))
            .build();
    Settings settings = new SettingsReader(config).read();
    assertThat(texts(settings)).containsExactly("env", "env2");
    assertThat(settings.webhook().maxBodySize()).isEqualTo(2048);
  }

  @ParameterizedTest
  @CsvSource({
    "bamotf.webhook.tolerance, PT0S",
    "bamotf.webhook.tolerance, -PT5M",
    "bamotf.webhook.tolerance, 5 minutes",
    "bamotf.webhook.max-body-size, 1023",
    "bamotf.webhook.max-body-size, 17 MiB",
    "bamotf.webhook.max-body-size, 1 GiB",
    "bamotf.webhook.modes, ','",
    "bamotf.webhook.modes, 'prod,all'",
    "bamotf.webhook.secret.modes, ','",
    "bamotf.inbox.retention, PT59M",
    "bamotf.inbox.store-patience, PT4M1S",
    "bamotf.inbox.store-patience, PT0.9S",
    "bamotf.inbox.max-held, 127",
    "bamotf.inbox.expect-database, mysql",
    "bamotf.inbox.schema, Shop",
    "bamotf.inbox.schema, 2shops",
    "bamotf.inbox.schema, 'shop\"; drop table x; --'",
    "bamotf.inbox.schema, a2345678901234567890123456789012345678901234567890123456789012345",
    "bamotf.dispatch.concurrency, 65",
    "bamotf.dispatch.concurrency, -1",
    "bamotf.dispatch.max-attempts, 0",
    "bamotf.dispatch.backoff, PT0S",
    "bamotf.dispatch.max-backoff, P8D",
    "bamotf.dispatch.timeout, PT0.5S",
    "bamotf.dispatch.timeout, PT1.5S",
    "bamotf.api.url, bamotf:21000",
    "bamotf.api.url, ftp://bamotf",
    "bamotf.api.url, http:///x",
    "bamotf.api.url, http://bamotf?x=1",
    "bamotf.api.url, http://bamotf#x",
    "bamotf.api.url, http://ba motf",
    "bamotf.api.connect-timeout, PT0S",
    "bamotf.api.connect-timeout, PT61S",
    "bamotf.api.read-timeout, PT5M1S",
    "bamotf.reconcile.interval, PT0.5S",
    "bamotf.reconcile.window, PT59S",
    "bamotf.reconcile.since, 2026-11-24",
  })
  void namesAWrongValueAndWhatIsAllowed(String key, String value) {
    Setting setting =
        List.of(Setting.values()).stream()
            .filter(s -> s.key().equals(key))
            .findFirst()
            .orElseThrow();
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining(key + " is \"" + value + "\"")
        .hasMessageContaining(setting.description());
  }

  @Test
  void namesAllProblemsAtOnce() {
    assertThatThrownBy(
            () ->
                new SettingsReader(
                        properties(
                            Map.of("bamotf.webhook.tolerance", "x", "bamotf.inbox.max-held", "y")))
                    .read())
        .hasMessageContaining("bamotf.webhook.secret")
        .hasMessageContaining("bamotf.webhook.tolerance")
        .hasMessageContaining("bamotf.inbox.max-held");
  }

  @ParameterizedTest
  @CsvSource({"4096, 4096", "4 KiB, 4096", "4kib, 4096", "16 MiB, 16777216"})
  void readsSizes(String text, int bytes) {
    assertThat(read(Map.of("bamotf.webhook.max-body-size", text)).webhook().maxBodySize())
        .isEqualTo(bytes);
  }

  @Test
  void takesTheListedModesOnly() {
    Settings.Webhook webhook = read(Map.of("bamotf.webhook.modes", "prod, test")).webhook();
    assertThat(webhook.accepts("prod")).isTrue();
    assertThat(webhook.accepts("test")).isTrue();
    assertThat(webhook.accepts("dev")).isFalse();
    assertThat(read(Map.of("bamotf.webhook.modes", "all")).webhook().accepts("dev")).isTrue();
  }

  @Test
  void tellsWhatDiffersFromTheDefaultButNoSecret() {
    SettingsReader reader =
        reader(
            Map.of(
                "bamotf.webhook.tolerance", "PT5M",
                "bamotf.inbox.retention", "P30D",
                "bamotf.admin.token", "hush, hush, hush!",
                "bamotf.api.key", "hush-api"));
    Settings settings = reader.read();
    assertThat(reader.changed()).containsExactly("bamotf.inbox.retention=P30D");
    assertThat(settings.toString()).doesNotContain("hush").doesNotContain("top secret");
  }

  @ParameterizedTest
  @CsvSource({"PT30M, PT1H, true", "PT30M0.001S, PT1H, false", "P46D, P90D, false"})
  void aSignatureMustNotOutliveWhatRetentionRemembers(
      String tolerance, String retention, boolean allowed) {
    Map<String, String> settings =
        Map.of("bamotf.webhook.tolerance", tolerance, "bamotf.inbox.retention", retention);
    if (allowed) {
      assertThat(read(settings).webhook().tolerance()).isEqualTo(Duration.parse(tolerance));
    } else {
      assertThatThrownBy(() -> read(settings))
          .hasMessageContaining("bamotf.webhook.tolerance (" + Duration.parse(tolerance))
          .hasMessageContaining("bamotf.inbox.retention (" + Duration.parse(retention));
    }
  }

  @ParameterizedTest
  @MethodSource("secretsThatCannotBeMeant")
  void aSecretThatCannotBeMeantIsTakenAsItIsAndNoticed(String secret, String warning) {
    SettingsReader reader = reader(Map.of("bamotf.webhook.secret", secret));
    assertThat(texts(reader.read())).containsExactly(secret);
    assertThat(reader.warnings())
        .singleElement()
        .asString()
        .contains("bamotf.webhook.secret", warning)
        .doesNotContain(secret.strip());
  }

  private static Stream<Arguments> secretsThatCannotBeMeant() {
    return Stream.of(
        Arguments.of("hidden\n", "line break"),
        Arguments.of(" hidden", "space"),
        Arguments.of("\"hidden\"", "quotes"),
        Arguments.of("'hidden'", "quotes"),
        Arguments.of("h\uFFFDdden", "decode"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hidden", "h'dden", "\"", "h\u00efdden secret"})
  void anOrdinarySecretIsNoMistake(String secret) {
    SettingsReader reader = reader(Map.of("bamotf.webhook.secret", secret));
    reader.read();
    assertThat(reader.warnings()).isEmpty();
  }

  @Test
  void noticesNamesThatAreNoSettings() {
    assertThat(
            reader(
                    Map.of(
                        "bamotf.webhok.tolerance",
                        "PT1M",
                        "bamotf.webhook.secret.3.file",
                        "x",
                        "bamotf.webhook.secret.2.modes",
                        "x",
                        "bamotf.webhook.secret.account",
                        "x",
                        "bamotf.admin.token.file",
                        "x",
                        "bamotf.admin.scrape-token.file",
                        "x",
                        "bamotf.api.key.9",
                        "x",
                        "bamotf.hibernate.dialect",
                        "x"))
                .unknownNames())
        .containsExactly("bamotf.webhok.tolerance");
  }

  @ParameterizedTest
  @EnumSource
  void everySettingSaysWhatItDoes(Setting setting) {
    assertThat(setting.key()).startsWith("bamotf.");
    assertThat(setting.description()).isNotBlank();
  }

  static Settings read(Map<String, String> given) {
    return reader(given).read();
  }

  static SettingsReader reader(Map<String, String> given) {
    Map<String, String> all = new HashMap<>(given);
    all.putIfAbsent("bamotf.webhook.secret", "top secret");
    return new SettingsReader(properties(all));
  }

  static List<String> secrets(Map<String, String> given) {
    return texts(new SettingsReader(properties(given)).read());
  }

  static List<String> texts(Settings settings) {
    return settings.webhook().secrets().stream()
        .map(secret -> new String(secret.secret().utf8(), StandardCharsets.UTF_8))
        .toList();
  }

  static Config properties(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .build();
  }
}
