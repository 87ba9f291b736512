package com.bamotf.webhooks.war.ledger;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What an answer writes. */
final class Written {

  private Written() {}

  static String text(StreamingOutput answer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      answer.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  static JsonObject json(StreamingOutput answer) {
    try (JsonReader reader = Json.createReader(new StringReader(text(answer)))) {
      return reader.readObject();
    }
  }
}
