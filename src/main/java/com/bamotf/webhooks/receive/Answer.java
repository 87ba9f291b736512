package com.bamotf.webhooks.receive;

import static java.lang.System.Logger.Level.DEBUG;

import jakarta.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * An HTTP answer to bamotf, which shows the body on its dashboard. The first three bodies are those
 * of bamotf's guide, byte for byte.
 *
 * @param body JSON, or empty
 */
record Answer(int status, String body) {

  private static final System.Logger LOG = System.getLogger(Answer.class.getName());

  private static final int UNAVAILABLE = 503;

  /** In seconds. bamotf ignores it and waits 1 s, then 2 s. */
  private static final int RETRY_AFTER = 1;

  /** Stored, by this request or an earlier one. */
  static final Answer SUCCESS = new Answer(200, "{\"success\":true}");

  /** Stored; will be fired as an unknown event. */
  static final Answer UNKNOWN_EVENT = failure(200, "Unknown event");

  /** The same for every reason, so that a forger learns nothing. The log has the reason. */
  static final Answer INVALID_SIGNATURE = failure(401, "Invalid signature");

  /** The application lacks the signature filter; only the log says so. */
  static final Answer NOT_VERIFIED =
      failure(500, "The receiver is not set up correctly; see its log");

  static final Answer NOT_STORED =
      failure(UNAVAILABLE, "The event cannot be stored right now; send it again");

  static Answer failure(int status, String error) {
    return new Answer(
        status,
        Json.createObjectBuilder().add("success", false).add("error", error).build().toString());
  }

  static final Answer WITHOUT_BODY = new Answer(400, "");

  static Answer of(AcceptResult result) {
    if (result instanceof AcceptResult.Stored stored) {
      return stored(stored.known());
    }
    if (result instanceof AcceptResult.Duplicate duplicate) {
      return stored(duplicate.known());
    }
    if (result instanceof AcceptResult.Quarantined quarantined) {
      return failure(400, quarantined.reason());
    }
    return result instanceof AcceptResult.Rejected rejected
        ? new Answer(rejected.status(), rejected.json())
        : NOT_STORED;
  }

  private static Answer stored(boolean known) {
    return known ? SUCCESS : UNKNOWN_EVENT;
  }

  Response response() {
    Response.ResponseBuilder response =
        Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body);
    return status == UNAVAILABLE
        ? response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER).build()
        : response.build();
  }

  /** Sends it at once, even if the request is still arriving, unless the sender is gone. */
  void send(HttpServletResponse response) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_JSON);
    response.setContentLength(bytes.length);
    if (status == UNAVAILABLE) {
      response.setIntHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    }
    try {
      response.getOutputStream().write(bytes);
      response.getOutputStream().close();
    } catch (IOException e) {
      LOG.log(DEBUG, "The sender is gone", e);
    }
  }
}
