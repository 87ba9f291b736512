package com.bamotf.webhooks.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.ConfigProvider;

/** Makes the settings injectable; they are read once for an application. */
@ApplicationScoped
class SettingsProducer {

  @Produces
  @Singleton
  LoadedSettings loadedSettings() {
    return SettingsReader.read(ConfigProvider.getConfig());
  }

  @Produces
  @Singleton
  Settings settings(LoadedSettings loaded) {
    return loaded.settings();
  }
}
