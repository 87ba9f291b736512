package com.bamotf.webhooks.browser;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Headless Chromium, steered by the scripts in src/test/node/console. */
final class Browser {

  /** Where the pictures go. */
  static final Path PICTURES = Path.of("target", "console-on-servers").toAbsolutePath();

  private static final Path FOLDER = Path.of("src", "test", "node", "console");

  private Browser() {}

  /** Fails with a message for a person if there is no browser. */
  static void require() {
    String chromium = Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium");
    if (!Files.exists(Path.of(chromium))) {
      throw new IllegalStateException(
          chromium
              + " is missing: install Chromium (apt-get install chromium), or name its program in the environment as CHROMIUM");
    }
  }

  /** At the versions of package-lock.json, unless they are there already. */
  static void install() {
    File installed = FOLDER.resolve("node_modules/.package-lock.json").toFile();
    if (installed.lastModified() < FOLDER.resolve("package-lock.json").toFile().lastModified()) {
      run(List.of("npm", "ci", "--no-audit", "--no-fund"), "");
    }
  }

  /** Walks through scenarios; each of their steps is a test. */
  static Stream<DynamicTest> walk(JsonObject config, String... scenarios) {
    List<String> command = new ArrayList<>(List.of("node", "on-server.mjs"));
    command.addAll(List.of(scenarios));
    String output = run(command, config.toString());
    String last = output.substring(output.lastIndexOf('\n') + 1);
    try (JsonReader reader = Json.createReader(new StringReader(last))) {
      return reader.readArray().getValuesAs(JsonObject.class).stream().map(Browser::test);
    }
  }

  private static DynamicTest test(JsonObject step) {
    JsonArray faults = step.getJsonArray("faults");
    return DynamicTest.dynamicTest(
        step.getString("name"),
        () -> {
          if (!faults.isEmpty()) {
            throw new AssertionError(
                String.join(
                    "\n",
                    faults.getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .toList()));
          }
        });
  }

  /** Returns what it printed. */
  private static String run(List<String> command, String input) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectInput(written(input))
              .start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      System.out.println(output);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + " failed: " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static File written(String input) throws IOException {
    Path file = Files.createTempFile("scenario", ".json");
    file.toFile().deleteOnExit();
    return Files.writeString(file, input).toFile();
  }
}
