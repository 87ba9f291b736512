package com.bamotf.webhooks.server;

import static java.lang.System.Logger.Level.INFO;

import com.bamotf.webhooks.config.LogCodes;
import java.util.ArrayList;
import java.util.List;

/** Logs which optional features this server lacks and how to add them. */
public final class MissingFeatures {

  private static final System.Logger LOG = System.getLogger(MissingFeatures.class.getName());

  private MissingFeatures() {}

  /** Logs nothing if nothing is missing. */
  public static void report() {
    List<String> missing =
        missing(
            isVisible("org.eclipse.microprofile.faulttolerance.Retry"),
            isVisible("org.eclipse.microprofile.health.HealthCheck"));
    if (!missing.isEmpty()) {
      LOG.log(
          INFO,
          "{0}: this server lacks {1}. Events are still received and handled. On WildFly, add the extension and"
              + " subsystem of each; on Open Liberty, the feature microProfile-6.1; GlassFish offers neither",
          LogCodes.MISSING_FEATURES,
          String.join("; ", missing));
    }
  }

  static List<String> missing(boolean faultTolerance, boolean health) {
    List<String> missing = new ArrayList<>();
    if (!faultTolerance) {
      missing.add(
          "MicroProfile Fault Tolerance, so calls to bamotf's API are not retried"
              + " (org.wildfly.extension.microprofile.fault-tolerance-smallrye)");
    }
    if (!health) {
      missing.add(
          "MicroProfile Health, so the server's health checks do not include the inbox"
              + " (org.wildfly.extension.microprofile.health-smallrye)");
    }
    return missing;
  }

  /** Whether the application can see a class. A server without a feature hides its classes. */
  public static boolean isVisible(String type) {
    try {
      Class.forName(type, false, MissingFeatures.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
