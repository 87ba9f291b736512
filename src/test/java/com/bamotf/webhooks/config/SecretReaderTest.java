package com.bamotf.webhooks.config;

import static com.bamotf.webhooks.config.SettingsReaderTest.reader;
import static com.bamotf.webhooks.config.SettingsReaderTest.secrets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReaderTest {

  private static final String KEY = "bamotf.webhook.secret";

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("contents")
  void takesWhatIsInAFileButItsLastLineEnd(String content, String secret) throws IOException {
    Path file = file(content.getBytes(StandardCharsets.UTF_8));
    assertThat(secrets(Map.of(KEY + ".file", file.toString()))).containsExactly(secret);
  }

  private static Stream<Arguments> contents() {
    return Stream.of(
        Arguments.of("hidden", "hidden"),
        Arguments.of("hidden\n", "hidden"),
        Arguments.of("hidden\r\n", "hidden"),
        Arguments.of("hidden\n\n", "hidden\n"),
        Arguments.of("hidden\r", "hidden\r"),
        Arguments.of("\nhidden", "\nhidden"),
        Arguments.of(" a,b ${x} \\ ", " a,b ${x} \\ "),
        Arguments.of("gehéim ☕\n", "gehéim ☕"));
  }

  @Test
  void takesAFileUpToTheLimit() throws IOException {
    String longest = "x".repeat(4096);
    assertThat(secrets(Map.of(KEY + ".file", file(longest.getBytes()).toString())))
        .containsExactly(longest);
  }

  @Test
  void everySecretCanBeInAFile() throws IOException {
    String file = file("0123456789abcdef".getBytes()).toString();
    Settings settings =
        reader(
                Map.of(
                    "bamotf.webhook.secret.9.file", file,
                    "bamotf.api.key.file", file,
                    "bamotf.api.key.2.file", file,
                    "bamotf.admin.token.file", file))
            .read();
    assertThat(SettingsReaderTest.texts(settings))
        .containsExactly("top secret", "0123456789abcdef");
    assertThat(settings.api().keys()).hasSize(2);
    assertThat(settings.admin().token()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"WEBHOOK_SECRET_FILE", "BAMOTF_WEBHOOK_SECRET_FILE"})
  void environmentVariablesNameAFile(String name) throws IOException {
    Map<String, String> variables = Map.of(name, file("hidden\n".getBytes()).toString());
    Config config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withSources(new EnvConfigSource(variables, 300))
            .build();
    assertThat(SettingsReaderTest.texts(new SettingsReader(config).read()))
        .containsExactly("hidden");
  }

  @Test
  void refusesAFileThatHoldsNoSecretAndSaysWhichAndWhatIsAllowed() throws IOException {
    assertRefused(folder.resolve("missing"), "it does not exist");
    assertRefused(folder, "it is not a regular file");
    assertRefused(file(new byte[0]), "it is empty");
    assertRefused(file("\r\n".getBytes()), "it is empty");
    assertRefused(file("hidden".repeat(700).getBytes()), "it is too large");
    assertRefused(file(new byte[] {'h', (byte) 0xFF}), "it is not UTF-8");
    assertRefused(Path.of("no-such-secret"), "it does not exist");
  }

  private static void assertRefused(Path file, String problem) {
    assertThatThrownBy(() -> secrets(Map.of(KEY + ".file", file.toString())))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining(KEY + ".file is \"" + file.toAbsolutePath() + "\"")
        .hasMessageContaining(problem)
        .hasMessageContaining("1 to 4096 bytes of UTF-8")
        .hasMessageNotContaining("no webhook secret")
        .hasMessageNotContaining("hiddenhidden");
  }

  @Test
  void refusesAPathThatIsNone() {
    assertThatThrownBy(() -> secrets(Map.of(KEY + ".file", "a\0b")))
        .hasMessageContaining("it is not the path of a file");
  }

  @Test
  void refusesASecretThatIsGivenTwice() throws IOException {
    Map<String, String> both =
        Map.of(KEY, "hidden", KEY + ".file", file("hidden".getBytes()).toString());
    assertThatThrownBy(() -> secrets(both))
        .hasMessageEndingWith(KEY + " and " + KEY + ".file are both set; set only one of them")
        .hasMessageNotContaining("hidden");
  }

  @ParameterizedTest
  @CsvSource({"' hidden', space", "'\"hidden\"', quotes", "'\uFEFFhidden', byte order mark"})
  void noticesInAFileWhatCannotBeMeant(String content, String warning) throws IOException {
    SettingsReader reader =
        new SettingsReader(
            SettingsReaderTest.properties(
                Map.of(KEY + ".file", file(content.getBytes(StandardCharsets.UTF_8)).toString())));
    reader.read();
    assertThat(reader.warnings())
        .singleElement()
        .asString()
        .startsWith(KEY + ".file ")
        .contains(warning)
        .doesNotContain("hidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${no.such}",
        "x${hidden}y",
        "\\${hidden}",
        " ${set}",
        "${set}${set}",
        "${a:${b}}"
      })
  void refusesAReferenceThatIsLeft(String secret) {
    for (boolean resolving : new boolean[] {true, false}) {
      SmallRyeConfigBuilder builder =
          new SmallRyeConfigBuilder()
              .withSources(
                  new PropertiesConfigSource(Map.of(KEY, secret, "set", "hidden"), "test", 100));
      assertDangling((resolving ? builder.addDefaultInterceptors() : builder).build());
    }
  }

  @Test
  void refusesAReferenceOnServersThatFindNothingOrThrow() {
    Config given = SettingsReaderTest.properties(Map.of(KEY, "${hidden}"));
    assertDangling(answering(given, "getOptionalValue", Optional.empty()));
    assertDangling(answering(given, "getOptionalValue", new NoSuchElementException("hidden")));
    assertDangling(answering(given, "getConfigValue", new NoSuchElementException("hidden")));
  }

  @Test
  void aReferenceMayHaveAnEmptyDefault() {
    assertThat(secrets(Map.of(KEY, "${a:own}", KEY + ".2", "${b:}"))).containsExactly("own");
  }

  private static void assertDangling(Config config) {
    assertThatThrownBy(() -> new SettingsReader(config).read())
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining(KEY + " holds a reference, ${…}, that is not resolved")
        .hasMessageNotContaining("no webhook secret")
        .hasMessageNotContaining("hidden");
  }

  /** A server that answers so when it is asked for the secret. */
  private static Config answering(Config config, String method, Object answer) {
    return (Config)
        Proxy.newProxyInstance(
            Config.class.getClassLoader(),
            new Class<?>[] {Config.class},
            (proxy, called, arguments) -> {
              if (!called.getName().equals(method) || !arguments[0].equals(KEY)) {
                return called.invoke(config, arguments);
              }
              if (answer instanceof RuntimeException thrown) {
                throw thrown;
              }
              return answer;
            });
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(folder, "secret", ""), content);
  }
}
