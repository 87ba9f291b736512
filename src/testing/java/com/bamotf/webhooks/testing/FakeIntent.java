package com.bamotf.webhooks.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/** A payment intent in the form in which bamotf's server has it. */
public final class FakeIntent {

  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  public final String id;
  public final String mode;
  private volatile String status = "pending";
  private volatile Instant createdAt = Instant.now().minus(Duration.ofHours(1));
  private volatile Instant updatedAt = createdAt;
  private volatile String canceledAt = "null";
  private volatile String reason = "null";
  private volatile String metadata = "null";
  private volatile String amount = "\"1000\"";
  private volatile String currency = "BTC";

  public FakeIntent(String mode) {
    this(UUID.randomUUID().toString(), mode);
  }

  public FakeIntent(String id, String mode) {
    this.id = id;
    this.mode = mode;
  }

  public String status() {
    return status;
  }

  /** Changed ten minutes ago, which is not young. */
  public FakeIntent with(String newStatus) {
    return with(newStatus, Instant.now().minus(Duration.ofMinutes(10)));
  }

  public FakeIntent with(String newStatus, Instant changed) {
    status = newStatus;
    updatedAt = changed;
    return this;
  }

  public FakeIntent createdAt(Instant instant) {
    createdAt = instant;
    return this;
  }

  public FakeIntent withMetadata(String json) {
    metadata = json;
    return this;
  }

  /** JSON that need not be an amount. */
  public FakeIntent withAmount(String json) {
    amount = json;
    return this;
  }

  public FakeIntent withCurrency(String code) {
    currency = code;
    return this;
  }

  public void cancel(String reasonJson) {
    cancel(reasonJson, Instant.now());
  }

  public void cancel(String reasonJson, Instant when) {
    with("canceled", when);
    canceledAt = '"' + ISO.format(updatedAt) + '"';
    reason = reasonJson;
  }

  /**
   * Its members, for the list with a tolerance as Prisma's decimals come out of it, otherwise as a
   * number.
   */
  public String json(boolean inList) {
    return """
        "id":"%s","mode":"%s","address":"bc1-%s","amount":%s,"status":"%s","confirmations":1,"tolerance":%s,\
        "currency":"%s","canceledAt":%s,"cancellationReason":%s,"description":"Order \\"7\\" {[","metadata":%s,\
        "accountId":"a","createdAt":"%s","updatedAt":"%s\""""
        .formatted(
            id,
            mode,
            id,
            amount,
            status,
            inList ? "\"0.02\"" : "0.02",
            currency,
            canceledAt,
            reason,
            metadata,
            ISO.format(createdAt),
            ISO.format(updatedAt));
  }

  public String answer() {
    return "{"
        + json(false)
        + ",\"__meta__\":{\"amount\":\"bigint\",\"createdAt\":\"date\",\"updatedAt\":\"date\"}}";
  }
}
