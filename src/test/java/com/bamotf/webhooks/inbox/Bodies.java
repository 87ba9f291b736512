package com.bamotf.webhooks.inbox;

/** Minimal bodies of events as bamotf sends them. */
public final class Bodies {

  private Bodies() {}

  public static String event(String intent, String event) {
    return event(intent, event, "1", "prod");
  }

  public static String event(String intent, String event, String idempotencyKey, String mode) {
    return """
        {"id":"5a1d7a3e-0f3c-4b1b-8d5e-2d9a6f0b7c44","idempotenceKey":"%s","created":"2023-11-14T22:13:20.000Z",\
        "event":"payment_intent.%s","data":{"paymentIntent":{"id":"%s","mode":"%s","address":"bc1q","amount":"1000",\
        "status":"%s","confirmations":1,"tolerance":0.02,"currency":"BTC","canceledAt":null,"cancellationReason":null,\
        "description":null,"metadata":null,"accountId":"a","createdAt":"2023-11-14T22:10:00.000Z",\
        "updatedAt":"2023-11-14T22:13:19.000Z","transactions":[]}}}"""
        .formatted(idempotencyKey, event, intent, mode, event);
  }
}
