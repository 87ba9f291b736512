package com.bamotf.webhooks.release;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;

/** A CycloneDX SBOM. */
record Sbom(JsonObject json) {

  static Sbom read(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return new Sbom(reader.readObject());
    }
  }

  String version() {
    return json.getJsonObject("metadata").getJsonObject("component").getString("version");
  }

  List<String> purls() {
    return components().stream().map(component -> component.getString("purl")).toList();
  }

  List<JsonObject> components() {
    return json.getJsonArray("components").getValuesAs(JsonObject.class);
  }
}
