package com.bamotf.webhooks.ledger;

import jakarta.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The answers of the read API: JSON that no cache on the way may keep. */
final class LedgerAnswer {

  private LedgerAnswer() {}

  static Response of(Response.StatusType status, JsonObject json) {
    return Response.status(status)
        .entity(json)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  /**
   * @param message for a person: what was wrong, what is allowed, what to do
   */
  static Response error(Response.StatusType status, String message) {
    return of(status, PaymentJson.error(message));
  }
}
