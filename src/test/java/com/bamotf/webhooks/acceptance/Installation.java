package com.bamotf.webhooks.acceptance;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A server as the build fetched it, and the Java that it runs on: a row of docs/servers.md. */
public enum Installation {
  PAYARA_MICRO("payara.micro.jar"),
  PAYARA_MICRO_JAVA_25("payara.micro.jar", 25),
  PAYARA_MICRO_7("payara7.micro.jar", 25),
  PAYARA_SERVER("payara.home"),
  PAYARA_SERVER_7("payara7.home", 25),
  WILDFLY("wildfly.home"),
  WILDFLY_JAVA_25("wildfly.home", 25),
  WILDFLY_PREVIEW("wildfly.preview.home"),
  WILDFLY_PREVIEW_JAVA_25("wildfly.preview.home", 25),
  OPEN_LIBERTY("liberty.home"),
  OPEN_LIBERTY_JAVA_25("liberty.home", 25),
  OPEN_LIBERTY_26("liberty26.home"),
  OPEN_LIBERTY_26_EE_11("liberty26.home", 25),
  GLASSFISH("glassfish.home"),
  GLASSFISH_8("glassfish8.home", 25);

  /** For {@link #java}: the Java that runs the tests. */
  private static final int IN_USE = 0;

  private final String property;
  private final int java;

  Installation(String property) {
    this(property, IN_USE);
  }

  Installation(String property, int java) {
    this.property = property;
    this.java = java;
  }

  /** Its folder, or the JAR file that it is. */
  String home() {
    return ServerProcess.required(property);
  }

  /** Ends the test as not run if there is no such Java; the table of servers says so. */
  Path javaHome() {
    if (java == IN_USE) {
      return Path.of(System.getProperty("java.home"));
    }
    Optional<Path> home = JavaHomes.ofThisMachine().find(java);
    Assumptions.assumeTrue(
        home.isPresent(),
        () ->
            "there is no Java %d: set JAVA_HOME_%d, or install it beside the Java in use"
                .formatted(java, java));
    return home.orElseThrow();
  }
}
