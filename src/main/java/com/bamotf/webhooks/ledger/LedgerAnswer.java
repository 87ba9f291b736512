package com.bamotf.webhooks.ledger;

import jakarta.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

/** The answers to those who may see payments: JSON that no cache on the way may keep. */
public final class LedgerAnswer {

  private LedgerAnswer() {}

  /** This content. */
  public static Response of(Response.StatusType status, JsonObject json) {
    return answer(status, json);
  }

  /** Payments, written while they are sent. */
  static Response of(StreamingOutput json) {
    return answer(Response.Status.OK, json);
  }

  private static Response answer(Response.StatusType status, Object json) {
    return Response.status(status)
        .entity(json)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  /**
   * An error.
   *
   * @param message for a person: what was wrong, what is allowed, what to do
   */
  public static Response error(Response.StatusType status, String message) {
    return of(status, PaymentJson.error(message));
  }
}
