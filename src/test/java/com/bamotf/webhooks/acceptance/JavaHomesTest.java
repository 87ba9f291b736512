package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaHomesTest {

  @TempDir Path folder;
  private Path inUse;

  @BeforeEach
  void someJavas() throws IOException {
    inUse = java("java-17", "17.0.15");
    java("java-2", "2.5.0");
    java("java-250", "250.0.1");
    Files.createDirectory(folder.resolve("no-java"));
    Files.writeString(folder.resolve("a-file"), "JAVA_VERSION=\"25\"");
    Files.createDirectory(folder.resolve("odd"));
    Files.writeString(folder.resolve("odd").resolve("release"), "IMPLEMENTOR=\"25\"\n");
  }

  @Test
  void findsTheOneBesideTheJavaInUse() throws IOException {
    assertThat(homes(Map.of()).find(25)).isEmpty();
    Path later = java("temurin-25", "25.0.3");
    assertThat(homes(Map.of()).find(25)).contains(later);
    assertThat(homes(Map.of()).find(17)).contains(inUse);
    Path first = java("early-25", "25-ea");
    assertThat(homes(Map.of()).find(25)).contains(first);
  }

  @Test
  void takesTheOneThatIsNamed() throws IOException {
    java("beside-25", "25.0.1");
    Path named = java("elsewhere/of-25", "25");
    assertThat(homes(Map.of("JAVA_HOME_25", named.toString())).find(25)).contains(named);
    assertThat(homes(Map.of("JAVA_HOME_21", named.toString())).find(17)).contains(inUse);
  }

  @Test
  void refusesANamedOneOfAnotherVersion() {
    assertThatThrownBy(() -> homes(Map.of("JAVA_HOME_25", inUse.toString())).find(25))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("JAVA_HOME_25 must name the home of a Java 25 (found: %s)", inUse);
  }

  @Test
  void readsTheVersionOfTheJavaInUse() {
    assertThat(JavaHomes.version(Path.of(System.getProperty("java.home"))))
        .contains(System.getProperty("java.version"));
    assertThat(JavaHomes.version(folder)).isEmpty();
  }

  private JavaHomes homes(Map<String, String> environment) {
    return new JavaHomes(inUse, environment);
  }

  private Path java(String name, String version) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    String release = "IMPLEMENTOR=\"25\"\nJAVA_VERSION=\"%s\"\n".formatted(version);
    Files.writeString(home.resolve("release"), release);
    return home;
  }
}
