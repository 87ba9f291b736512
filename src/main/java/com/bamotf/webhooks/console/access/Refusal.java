package com.bamotf.webhooks.console.access;

import java.util.Map;

/**
 * Why a request is not answered.
 *
 * @param status the HTTP status
 * @param reason what is wrong and what to do
 * @param headers to be sent with the answer
 */
public record Refusal(int status, String reason, Map<String, String> headers) {
  public Refusal {
    headers = Map.copyOf(headers);
  }

  static Refusal of(int status, String reason) {
    return new Refusal(status, reason, Map.of());
  }
}
