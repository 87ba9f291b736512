package com.bamotf.webhooks.config;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * A setting as it is in effect, for an operator.
 *
 * @param value null if it is not set; {@code (set)} for a secret, an API key, a token or a user
 * @param source the name of the configuration source, or {@code default}
 * @param description what the setting does and what is allowed
 */
public record EffectiveSetting(
    String name, @Nullable String value, String source, String description) {

  private static final String DEFAULT = "default";
  private static final String HIDDEN = "(set)";

  /** All settings in their order, numbered ones only if they are set. */
  public static List<EffectiveSetting> all() {
    return all(ConfigProvider.getConfig());
  }

  static List<EffectiveSetting> all(Config config) {
    List<EffectiveSetting> all = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      if (setting.key().endsWith(".2")) {
        String first = setting.key().substring(0, setting.key().length() - 1);
        for (int number = 2; number <= SecretReader.MAX_NUMBER; number++) {
          addNumbered(all, config, first + number, setting);
        }
      } else {
        all.add(of(config, setting));
        if (setting.isSecret() && setting != Setting.WEBHOOK_SECRET) {
          addIfSet(all, config, setting.key() + SecretReader.FILE, Setting.WEBHOOK_SECRET_FILE);
        }
      }
    }
    return all;
  }

  private static void addNumbered(
      List<EffectiveSetting> all, Config config, String name, Setting setting) {
    ConfigValue value = secret(config, name);
    if (isSet(value)) {
      all.add(new EffectiveSetting(name, HIDDEN, source(value), setting.description()));
    }
    addIfSet(all, config, name + SecretReader.FILE, Setting.WEBHOOK_SECRET_FILE);
    if (setting == Setting.WEBHOOK_SECRET_N) {
      addIfSet(all, config, name + WebhookSecretReader.MODES, Setting.WEBHOOK_SECRET_MODES);
      addIfSet(all, config, name + WebhookSecretReader.ACCOUNT, Setting.WEBHOOK_SECRET_ACCOUNT);
    }
  }

  private static void addIfSet(
      List<EffectiveSetting> all, Config config, String name, Setting setting) {
    ConfigValue value = config.getConfigValue(name);
    if (isSet(value)) {
      String text = value.getValue().strip();
      all.add(new EffectiveSetting(name, text, source(value), setting.description()));
    }
  }

  private static EffectiveSetting of(Config config, Setting setting) {
    ConfigValue value =
        setting.isSecret() ? secret(config, setting.key()) : config.getConfigValue(setting.key());
    if (!isSet(value) && setting == Setting.WEBHOOK_SECRET) {
      value = secret(config, WebhookSecretReader.GUIDE_SECRET);
    }
    String text = text(setting, value);
    String source = isSet(value) ? source(value) : DEFAULT;
    return new EffectiveSetting(setting.key(), text, source, setting.description());
  }

  /** The secret, or the file that holds it. */
  private static ConfigValue secret(Config config, String name) {
    ConfigValue value = config.getConfigValue(name);
    return isSet(value) ? value : config.getConfigValue(name + SecretReader.FILE);
  }

  private static @Nullable String text(Setting setting, ConfigValue value) {
    if (setting.isSecret()) {
      return isSet(value) ? HIDDEN : null;
    }
    if (isSet(value)) {
      return value.getValue().strip();
    }
    return setting.defaultValue().isEmpty() ? null : setting.defaultValue();
  }

  private static boolean isSet(ConfigValue value) {
    return value.getRawValue() != null && !value.getRawValue().isEmpty();
  }

  private static String source(ConfigValue value) {
    String name = value.getSourceName();
    return name == null ? "unknown" : name;
  }
}
