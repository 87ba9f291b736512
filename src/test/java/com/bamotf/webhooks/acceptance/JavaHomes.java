package com.bamotf.webhooks.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where another Java is: named by an environment variable such as {@code JAVA_HOME_25}, or beside
 * the one in use.
 *
 * @param inUse the home of the Java in use
 * @param environment of the tests
 */
record JavaHomes(Path inUse, Map<String, String> environment) {

  static JavaHomes ofThisMachine() {
    return new JavaHomes(Path.of(System.getProperty("java.home")), System.getenv());
  }

  /**
   * @throws IllegalStateException if the environment variable names anything else
   */
  Optional<Path> find(int version) {
    String variable = "JAVA_HOME_" + version;
    String named = environment.get(variable);
    if (named == null) {
      return beside(version);
    }
    Path home = Path.of(named);
    if (!isOf(version, home)) {
      throw new IllegalStateException(
          "%s must name the home of a Java %s (found: %s)".formatted(variable, version, named));
    }
    return Optional.of(home);
  }

  private Optional<Path> beside(int version) {
    try (Stream<Path> homes = Files.list(inUse.resolveSibling("."))) {
      return homes.map(Path::normalize).filter(home -> isOf(version, home)).sorted().findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOf(int version, Path home) {
    return version(home).filter(found -> found.split("[.+-]")[0].equals("" + version)).isPresent();
  }

  /** Such as 25.0.3: what the file {@code release} of each Java says. */
  static Optional<String> version(Path home) {
    Path file = home.resolve("release");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll(".*=|\"", ""))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
