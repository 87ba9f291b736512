package com.bamotf.webhooks.telemetry;

import java.util.Map;

/**
 * What this server has done for one application since it started, over JMX: {@code
 * com.bamotf.webhooks:type=Telemetry,application="/bamotf"}, with the application's context path.
 * docs/monitoring explains the figures; those of the database are not here.
 */
public interface TelemetryMXBean {

  /** Webhook requests, by {@code outcome}. */
  Map<String, Long> getWebhookRequests();

  /** Requests whose signature was refused, by {@code reason}. */
  Map<String, Long> getWebhookRejections();

  /** How many deliveries were committed. */
  long getWebhookStores();

  /** How long that took in all, from the verified signature. */
  double getWebhookStoreSeconds();

  /** Requests held now, while the database is away. */
  int getWebhookHeld();

  /** Attempts to handle an event, by {@code event} and {@code outcome}. */
  Map<String, Map<String, Long>> getEventsHandled();

  /** How long these attempts took in all, by {@code event}. */
  Map<String, Double> getEventsHandlingSeconds();

  /** How many events were handled. */
  long getEventsDelayed();

  /** How long that took in all, from their receipt. */
  double getEventsDelaySeconds();

  /** Reconciliations of this server, by {@code outcome}. */
  Map<String, Long> getReconcileRuns();

  /** Events that they found missing. */
  long getReconcileGaps();
}
