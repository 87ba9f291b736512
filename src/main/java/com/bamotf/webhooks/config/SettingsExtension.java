package com.bamotf.webhooks.config;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Makes {@link Settings} injectable, and fails the deployment if a setting is missing or wrong. CDI
 * turns a problem into a failed deployment only when an extension reports it.
 */
public class SettingsExtension implements Extension {

  private static final System.Logger LOG = System.getLogger(SettingsExtension.class.getName());

  void addSettings(@Observes AfterBeanDiscovery discovery) {
    discovery
        .<Settings>addBean()
        .types(Settings.class)
        .scope(Singleton.class)
        .produceWith(beans -> new SettingsReader(ConfigProvider.getConfig()).read());
  }

  void validate(@Observes AfterDeploymentValidation validation) {
    SettingsReader reader = new SettingsReader(ConfigProvider.getConfig());
    Settings settings;
    try {
      settings = reader.read();
    } catch (InvalidSettingsException e) {
      validation.addDeploymentProblem(StartFailure.logged(e));
      return;
    }
    if (!reader.changed().isEmpty()) {
      LOG.log(
          INFO,
          "{0}: settings that differ from their defaults: {1}",
          LogCodes.CHANGED_SETTINGS,
          String.join(", ", reader.changed()));
    }
    for (String warning : reader.warnings()) {
      LOG.log(
          WARNING,
          "{0}: {1}. It is used exactly as it is. If that was not intended, correct it: signatures, API calls or sign-ins will fail otherwise",
          LogCodes.ODD_SECRET,
          warning);
    }
    WebhookSecretReader.warning(settings.webhook().secrets())
        .ifPresent(warning -> LOG.log(WARNING, "{0}: {1}", LogCodes.UNBOUND_SECRETS, warning));
    for (String name : reader.unknownNames()) {
      LOG.log(
          WARNING,
          "{0}: \"{1}\" is configured but is not a setting of this version; docs/settings.md lists all settings",
          LogCodes.UNKNOWN_SETTING,
          name);
    }
  }
}
