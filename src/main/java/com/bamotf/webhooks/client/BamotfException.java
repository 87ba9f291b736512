package com.bamotf.webhooks.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call of bamotf's REST API did not do what it was to do. The message is for a person and never
 * holds an API key; what came from bamotf is shortened in it.
 *
 * <p>Thrown out of an observer, each of these lets the event be tried again later, as any exception
 * does.
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

  /** The payment intent, or the address, that the call was about; empty for a list or a new one. */
  public Optional<String> paymentIntentId() {
    return Optional.ofNullable(paymentIntentId);
  }

  /** The API key is wrong (401 or 403). Trying again does not help before the setting is mended. */
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

  /** bamotf understood the request and does not do it (another 4xx); the message says why. */
  public static final class Refused extends BamotfException {
    private static final long serialVersionUID = 1L;

    Refused(String message, @Nullable String paymentIntentId) {
      super(message, paymentIntentId, null);
    }
  }

  /**
   * bamotf cannot be reached, was silent for too long, broke off, or has a problem of its own (5xx,
   * 408, 429). A later try may succeed. What a call that changes something did is not known then.
   */
  public static final class Unavailable extends BamotfException {
    private static final long serialVersionUID = 1L;

    Unavailable(String message, @Nullable String paymentIntentId, @Nullable Throwable cause) {
      super(message, paymentIntentId, cause);
    }
  }

  /** The answer is not what bamotf's API gives: most often the URL leads to something else. */
  public static final class Malformed extends BamotfException {
    private static final long serialVersionUID = 1L;

    Malformed(String message, @Nullable String paymentIntentId, @Nullable Throwable cause) {
      super(message, paymentIntentId, cause);
    }
  }
}
