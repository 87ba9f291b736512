package com.bamotf.webhooks.server;

import static java.lang.System.Logger.Level.INFO;

import com.bamotf.webhooks.config.LogCodes;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Logs which optional features this server lacks and, where there is a way, how to add them. */
public final class MissingFeatures {

  /**
   * @param type a class that is visible where the server has the feature
   * @param lack its name and what it means to lack it
   */
  record Feature(String type, String lack, String wildFlyExtension, String libertyFeature) {}

  private static final System.Logger LOG = System.getLogger(MissingFeatures.class.getName());

  private static final List<Feature> FEATURES =
      List.of(
          new Feature(
              "org.eclipse.microprofile.faulttolerance.Retry",
              "MicroProfile Fault Tolerance, so calls to bamotf's API are not retried",
              "org.wildfly.extension.microprofile.fault-tolerance-smallrye",
              "mpFaultTolerance-4.1"),
          new Feature(
              "org.eclipse.microprofile.health.HealthCheck",
              "MicroProfile Health, so the server's health checks do not include the inbox",
              "org.wildfly.extension.microprofile.health-smallrye",
              "mpHealth-4.0"));

  private MissingFeatures() {}

  /** Logs nothing if nothing is missing. */
  public static void report() {
    List<Feature> missing = missing(MissingFeatures::isVisible);
    if (!missing.isEmpty()) {
      LOG.log(
          INFO,
          "{0}: this server lacks {1}. Events are still received and handled{2}",
          LogCodes.MISSING_FEATURES,
          join("; ", missing, Feature::lack),
          remedy(missing, name -> System.getProperty(name) != null));
    }
  }

  static List<Feature> missing(Predicate<String> isVisible) {
    return FEATURES.stream().filter(feature -> !isVisible.test(feature.type())).toList();
  }

  /**
   * What to do on this server, recognized by its system properties. Nothing on GlassFish, where no
   * such feature can be added.
   */
  static String remedy(List<Feature> missing, Predicate<String> isSystemProperty) {
    if (isSystemProperty.test("jboss.home.dir")) {
      return ". Missing WildFly extensions (add each with its subsystem): "
          + join(", ", missing, Feature::wildFlyExtension);
    }
    if (Stream.of("wlp.install.dir", "wlp.server.name").anyMatch(isSystemProperty)) {
      return ". Missing features in server.xml: " + join(", ", missing, Feature::libertyFeature);
    }
    return "";
  }

  private static String join(
      String separator, List<Feature> features, Function<Feature, String> part) {
    return features.stream().map(part).collect(Collectors.joining(separator));
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
