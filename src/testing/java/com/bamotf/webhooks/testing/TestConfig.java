package com.bamotf.webhooks.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** The application's own configuration, and above it what the kit and the test say. */
final class TestConfig implements ConfigSource {

  static final String SECRET = "secret-of-the-test-kit";

  /** What the application's secret may sign, and its account, do not hold for the kit's. */
  private static final List<String> NOT_OF_APPLICATION =
      List.of(
          "bamotf.webhook.secret.file",
          "bamotf.webhook.secret.modes",
          "bamotf.webhook.secret.account",
          "bamotf.api.key",
          "bamotf.api.key.file");

  private final Map<String, String> values = new HashMap<>();

  private TestConfig(String[] settings) {
    NOT_OF_APPLICATION.forEach(name -> values.put(name, ""));
    values.put("bamotf.webhook.secret", SECRET);
    values.put("bamotf.inbox.expect-database", "h2");
    values.putAll(pairs(settings));
  }

  /** Registers it for the thread's class loader, until {@link #uninstall}. */
  static void install(String[] settings) {
    ConfigProviderResolver resolver = ConfigProviderResolver.instance();
    uninstall();
    resolver.registerConfig(
        resolver
            .getBuilder()
            .addDefaultSources()
            .addDiscoveredSources()
            .addDiscoveredConverters()
            .withSources(new TestConfig(settings))
            .build(),
        loader());
  }

  static void uninstall() {
    ConfigProviderResolver resolver = ConfigProviderResolver.instance();
    Config current = resolver.getConfig(loader());
    resolver.releaseConfig(current);
  }

  private static ClassLoader loader() {
    return Thread.currentThread().getContextClassLoader();
  }

  static Map<String, String> pairs(String[] texts) {
    Map<String, String> pairs = new HashMap<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "\"%s\" in @BamotfTest is not of the form name=value".formatted(text));
      }
      pairs.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
    }
    return pairs;
  }

  @Override
  public Set<String> getPropertyNames() {
    return values.keySet();
  }

  @Override
  public @Nullable String getValue(String name) {
    return values.get(name);
  }

  /** Above system properties. */
  @Override
  public int getOrdinal() {
    return 1000;
  }

  @Override
  public String getName() {
    return "bamotf's test kit";
  }
}
