package com.bamotf.webhooks.server;

import static java.lang.System.Logger.Level.INFO;

import com.bamotf.webhooks.config.LogCodes;
import java.util.ArrayList;
import java.util.List;

/** Tells the operator, in one line, what this server lacks, what that means, and how to add it. */
public final class MissingFeatures {

  private static final System.Logger LOG = System.getLogger(MissingFeatures.class.getName());

  private MissingFeatures() {}

  /** Logs it, unless nothing is missing. */
  public static void report() {
    List<String> missing =
        missing(
            isVisible("org.eclipse.microprofile.faulttolerance.Retry"),
            isVisible("org.eclipse.microprofile.health.HealthCheck"));
    if (!missing.isEmpty()) {
      LOG.log(
          INFO,
          "{0}: missing on this server: {1}. No promise depends on it. On WildFly, add the extension of each and its"
              + " subsystem; on Open Liberty, the feature microProfile-6.1; GlassFish has none",
          LogCodes.MISSING_FEATURES,
          String.join("; ", missing));
    }
  }

  static List<String> missing(boolean faultTolerance, boolean health) {
    List<String> missing = new ArrayList<>();
    if (!faultTolerance) {
      missing.add(
          "MicroProfile Fault Tolerance, so that calls to bamotf's API are not tried again"
              + " (org.wildfly.extension.microprofile.fault-tolerance-smallrye)");
    }
    if (!health) {
      missing.add(
          "MicroProfile Health, so that the state of the inbox is not among the server's health checks"
              + " (org.wildfly.extension.microprofile.health-smallrye)");
    }
    return missing;
  }

  /** A server without a feature hides its classes from applications. */
  private static boolean isVisible(String type) {
    try {
      Class.forName(type, false, MissingFeatures.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
