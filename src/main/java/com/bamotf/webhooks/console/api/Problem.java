package com.bamotf.webhooks.console.api;

import com.bamotf.webhooks.console.access.Refusal;
import com.bamotf.webhooks.inbox.admin.RequeueResult.Refused;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends a request with {@code application/problem+json} (RFC 9457). */
final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "Bad request"),
          Map.entry(401, "Not signed in"),
          Map.entry(403, "Not allowed"),
          Map.entry(404, "Not found"),
          Map.entry(405, "Method not allowed"),
          Map.entry(408, "Too slow"),
          Map.entry(409, "Conflict"),
          Map.entry(413, "Too large"),
          Map.entry(415, "Unsupported content type"),
          Map.entry(429, "Too many requests"),
          Map.entry(500, "Internal error"),
          Map.entry(502, "No answer"),
          Map.entry(503, "Unavailable"));

  private final int status;
  private final String detail;
  private final transient Map<String, String> headers;
  private final transient @Nullable Refused refused;

  private Problem(
      int status, String detail, Map<String, String> headers, @Nullable Refused refused) {
    super(detail, null, false, false);
    this.status = status;
    this.detail = detail;
    this.headers = headers;
    this.refused = refused;
  }

  /**
   * @param detail what is wrong, what is allowed and what to do
   */
  static Problem of(int status, String detail) {
    return new Problem(status, detail, Map.of(), null);
  }

  /** No entry has this id any more, or none ever had. */
  static Problem noEntry(long id) {
    return of(404, "There is no entry " + id + "; retention may have deleted it");
  }

  static Problem of(Refusal refusal) {
    return new Problem(refusal.status(), refusal.reason(), refusal.headers(), null);
  }

  static Problem methodNotAllowed(String allowed) {
    return new Problem(405, "Allowed here: " + allowed, Map.of("Allow", allowed), null);
  }

  static Problem of(Refused requeue) {
    return new Problem(409, requeue.reason(), Map.of(), requeue);
  }

  ApiAnswer answer() {
    JsonObjectBuilder json =
        JsonTexts.object()
            .add("title", TITLES.getOrDefault(status, "Error"))
            .add("status", status)
            .add("detail", detail);
    if (refused != null) {
      json.add("canForce", refused.canForce());
    }
    if (refused != null && refused.conflict() != null) {
      json.add("conflict", String.valueOf(refused.conflict()));
    }
    JsonObject problem = json.build();
    return ApiAnswer.json(status, "application/problem+json", problem).with(headers);
  }
}
