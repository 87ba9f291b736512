package com.bamotf.webhooks.receive;

import jakarta.json.Json;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The answers to bamotf. The bodies of the first three are those of bamotf's guide, byte for byte;
 * bamotf shows each body on its dashboard.
 */
final class Answer {

  /** Seconds after which a sender should try again; bamotf itself waits one second and then two. */
  private static final int RETRY_AFTER = 1;

  private Answer() {}

  /** Stored, now or before. */
  static Response success() {
    return answer(200, "{\"success\":true}").build();
  }

  /** Stored, and fired as an unknown event. */
  static Response unknownEvent() {
    return answer(200, failure("Unknown event")).build();
  }

  /** The same for every reason, so that a forger learns nothing; the reason is in the log. */
  static Response invalidSignature() {
    return answer(401, failure("Invalid signature")).build();
  }

  static Response quarantined(String reason) {
    return answer(400, failure(reason)).build();
  }

  static Response tooLarge(int cap) {
    return answer(413, failure("The body is larger than " + cap + " bytes")).build();
  }

  /** The application was put together wrongly; what is missing is told to its operator alone. */
  static Response notVerified() {
    return answer(500, failure("The receiver is not set up completely; its log tells more"))
        .build();
  }

  static Response notStored() {
    return answer(503, failure("The event cannot be stored at the moment; send it again"))
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER)
        .build();
  }

  private static String failure(String error) {
    return Json.createObjectBuilder().add("success", false).add("error", error).build().toString();
  }

  private static Response.ResponseBuilder answer(int status, String body) {
    return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body);
  }
}
