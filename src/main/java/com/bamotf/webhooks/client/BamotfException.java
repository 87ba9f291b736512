package com.bamotf.webhooks.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call to bamotf's REST API failed. The message never contains an API key, and shortens what
 * bamotf sent.
 *
 * <p>Thrown from an observer, it makes the event be retried later, as any exception does.
 */
public abstract sealed class BamotfException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String paymentIntentId;

  private BamotfException(
      String message, @Nullable String paymentIntentId, @Nullable Throwable cause) {
    super(
        paymentIntentId == null ? message : "Payment intent " + paymentIntentId + ": " + message,
        cause);
    this.paymentIntentId = paymentIntentId;
  }

  /** The payment intent or address of the call; empty for a list or a new payment intent. */
  public Optional<String> paymentIntentId() {
    return Optional.ofNullable(paymentIntentId);
  }

  /** The API key is wrong (401 or 403). Do not retry before the setting is corrected. */
  public static final class WrongKey extends BamotfException {
    private static final long serialVersionUID = 1L;

    WrongKey(String message, @Nullable String paymentIntentId) {
      super(message, paymentIntentId, null);
    }
  }

  /** No configured account and mode has such a payment intent (404). */
  public static final class NotFound extends BamotfException {
    private static final long serialVersionUID = 1L;

    NotFound(String message, @Nullable String paymentIntentId) {
      super(message, paymentIntentId, null);
    }
  }

  /** bamotf refused the request (another 4xx); the message says why. */
  public static final class Refused extends BamotfException {
    private static final long serialVersionUID = 1L;

    Refused(String message, @Nullable String paymentIntentId) {
      super(message, paymentIntentId, null);
    }
  }

  /**
   * bamotf cannot be reached, timed out, broke the connection or failed (5xx, 408, 429). A retry
   * may succeed. A call that changes something may have taken effect.
   */
  public static final class Unavailable extends BamotfException {
    private static final long serialVersionUID = 1L;

    Unavailable(String message, @Nullable String paymentIntentId, @Nullable Throwable cause) {
      super(message, paymentIntentId, cause);
    }
  }

  /** The answer is not one of bamotf's API; most often the URL points to another server. */
  public static final class Malformed extends BamotfException {
    private static final long serialVersionUID = 1L;

    Malformed(String message, @Nullable String paymentIntentId, @Nullable Throwable cause) {
      super(message, paymentIntentId, cause);
    }
  }
}
