package com.bamotf.webhooks.receive;

import jakarta.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * An answer to bamotf. The bodies of the first three are those of bamotf's guide, byte for byte;
 * bamotf shows each body on its dashboard.
 *
 * @param body JSON
 */
record Answer(int status, String body) {

  /** Seconds after which a sender should try again; bamotf itself waits one second and then two. */
  private static final int RETRY_AFTER = 1;

  private static final int UNAVAILABLE = 503;

  /** Stored, now or before. */
  static Answer success() {
    return new Answer(200, "{\"success\":true}");
  }

  /** Stored, and fired as an unknown event. */
  static Answer unknownEvent() {
    return failure(200, "Unknown event");
  }

  /** The same for every reason, so that a forger learns nothing; the reason is in the log. */
  static Answer invalidSignature() {
    return failure(401, "Invalid signature");
  }

  static Answer quarantined(String reason) {
    return failure(400, reason);
  }

  static Answer failure(int status, String error) {
    return new Answer(
        status,
        Json.createObjectBuilder().add("success", false).add("error", error).build().toString());
  }

  /** The application was put together wrongly; what is missing is told to its operator alone. */
  static Answer notVerified() {
    return failure(500, "The receiver is not set up completely; its log tells more");
  }

  static Answer notStored() {
    return failure(UNAVAILABLE, "The event cannot be stored at the moment; send it again");
  }

  Response response() {
    Response.ResponseBuilder response =
        Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body);
    return status == UNAVAILABLE
        ? response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER).build()
        : response.build();
  }

  /** Sends it at once, whatever else of the request is still to come. */
  void send(HttpServletResponse response) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_JSON);
    response.setContentLength(bytes.length);
    if (status == UNAVAILABLE) {
      response.setIntHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    }
    response.getOutputStream().write(bytes);
    response.getOutputStream().close();
  }
}
