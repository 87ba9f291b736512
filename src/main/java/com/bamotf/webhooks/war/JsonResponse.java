package com.bamotf.webhooks.war;

import jakarta.json.Json;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

/** Builds JSON responses that no cache may keep, since they contain payment data. */
public final class JsonResponse {

  private JsonResponse() {}

  /** A 200 with streamed JSON. */
  public static Response of(StreamingOutput json) {
    return response(Response.Status.OK, json);
  }

  public static Response error(Response.StatusType status, String message) {
    return response(status, Json.createObjectBuilder().add("error", message).build());
  }

  private static Response response(Response.StatusType status, Object json) {
    return Response.status(status)
        .entity(json)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
