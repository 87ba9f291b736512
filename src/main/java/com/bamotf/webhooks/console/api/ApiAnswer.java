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
record ApiAnswer(
    int status,
    String contentType,
    @SuppressWarnings("ArrayRecordComponent") byte[] body,
    Map<String, String> headers) {

  static ApiAnswer ok(JsonObjectBuilder json) {
    return json(200, json);
  }

  static ApiAnswer json(int status, JsonObjectBuilder json) {
    return json(status, "application/json", json.build());
  }

  static ApiAnswer json(int status, String contentType, JsonObject json) {
    return new ApiAnswer(status, contentType, json.toString().getBytes(UTF_8), Map.of());
  }

  static ApiAnswer noContent() {
    return new ApiAnswer(204, "", new byte[0], Map.of());
  }

  /** Bytes that a browser saves and never shows. */
  static ApiAnswer file(String name, byte[] bytes) {
    return new ApiAnswer(
        200,
        "application/octet-stream",
        bytes,
        Map.of("Content-Disposition", "attachment; filename=\"" + name + "\""));
  }

  ApiAnswer with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(headers);
    all.putAll(more);
    return new ApiAnswer(status, contentType, body, all);
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
