package com.bamotf.webhooks.console.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer of the API.
 *
 * @param contentType empty if there is no body
 */
record Answer(
    int status,
    String contentType,
    @SuppressWarnings("ArrayRecordComponent") byte[] body,
    Map<String, String> headers) {

  static Answer ok(JsonObjectBuilder json) {
    return json(200, json);
  }

  static Answer json(int status, JsonObjectBuilder json) {
    return json(status, "application/json", json.build());
  }

  static Answer json(int status, String contentType, JsonObject json) {
    return new Answer(status, contentType, json.toString().getBytes(UTF_8), Map.of());
  }

  static Answer noContent() {
    return new Answer(204, "", new byte[0], Map.of());
  }

  /** Bytes that a browser saves and never shows. */
  static Answer file(String name, byte[] bytes) {
    return new Answer(
        200,
        "application/octet-stream",
        bytes,
        Map.of("Content-Disposition", "attachment; filename=\"" + name + "\""));
  }

  Answer with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(headers);
    all.putAll(more);
    return new Answer(status, contentType, body, all);
  }

  void send(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    headers.forEach(response::setHeader);
    if (!contentType.isEmpty()) {
      response.setContentType(contentType);
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }
}
