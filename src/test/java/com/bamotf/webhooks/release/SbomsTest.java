package com.bamotf.webhooks.release;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SBOMs that are written by hand, each in itself and all together. */
class SbomsTest {

  @ParameterizedTest
  @ValueSource(strings = {"war", "console", "cli"})
  void leavesNothingOut(String artifact) throws IOException {
    JsonObject sbom = sbom(artifact).json();
    JsonObject root = sbom.getJsonObject("metadata").getJsonObject("component");
    Map<String, List<String>> edges = new HashMap<>();
    for (JsonObject each : sbom.getJsonArray("dependencies").getValuesAs(JsonObject.class)) {
      edges.put(each.getString("ref"), texts(each.getJsonArray("dependsOn")));
    }
    Set<String> reached = new HashSet<>();
    reach(root.getString("bom-ref"), edges, reached);
    Set<String> listed = new HashSet<>(sbom(artifact).purls());
    listed.add(root.getString("purl"));
    assertThat(reached).as("what the artifact depends on").isEqualTo(listed);
    assertThat(sbom(artifact).components())
        .allSatisfy(
            component -> {
              assertThat(component.getString("bom-ref")).isEqualTo(component.getString("purl"));
              assertThat(component.getString("purl"))
                  .contains("@" + component.getString("version"));
              assertThat(component.getJsonArray("licenses")).isNotEmpty();
            });
  }

  /** The WAR holds the console, and one library has one version and one licence in all of them. */
  @Test
  void agreeOnWhatTheyShare() throws IOException {
    Map<String, JsonObject> byName = new HashMap<>();
    for (String artifact : List.of("war", "console", "cli")) {
      for (JsonObject component : sbom(artifact).components()) {
        if (!component.getString("name").equals("bamotf-webhooks")) {
          JsonObject known = byName.putIfAbsent(component.getString("name"), component);
          assertThat(known == null ? component : known).isEqualTo(component);
        }
      }
    }
    assertThat(sbom("war").purls()).containsAll(sbom("console").purls());
    assertThat(byName).hasSize(6);
  }

  private static void reach(String ref, Map<String, List<String>> edges, Set<String> reached) {
    if (reached.add(ref)) {
      edges.getOrDefault(ref, List.of()).forEach(next -> reach(next, edges, reached));
    }
  }

  private static List<String> texts(JsonArray array) {
    return array.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
  }

  private static Sbom sbom(String artifact) throws IOException {
    return Sbom.read(
        Files.readString(
            Path.of(
                "src/main/%1$s/META-INF/sbom/bamotf-webhooks-%1$s.cdx.json".formatted(artifact))));
  }
}
