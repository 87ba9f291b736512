package com.bamotf.webhooks.config;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Fails the deployment when a setting is missing or wrong. A portable extension, because that is
 * the one place where the specification itself makes a problem a failed deployment, on every server
 * and before any request.
 */
public class SettingsExtension implements Extension {

  void validate(@Observes AfterDeploymentValidation validation) {
    try {
      SettingsReader.read(ConfigProvider.getConfig());
    } catch (InvalidSettingsException e) {
      validation.addDeploymentProblem(e);
    }
  }
}
