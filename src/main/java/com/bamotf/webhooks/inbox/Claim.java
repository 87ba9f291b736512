package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.event.Source;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The result of asking for an entry to handle. */
public sealed interface Claim {

  /**
   * An entry whose payment intent is locked until the current transaction ends.
   *
   * @param attempts failed attempts so far
   * @param superseded whether a later event of the payment intent was already handled, so that this
   *     one must not be fired; always false after a forced requeue
   * @param signedBy the id of the secret that signed it; null if none did
   * @param traceContext of the span that stored it; null without one
   * @param age how long ago it was received, by the database's clock
   * @param body the bytes as they were signed
   */
  record ClaimedEntry(
      long id,
      String paymentIntentId,
      String eventType,
      Source source,
      int attempts,
      boolean superseded,
      @Nullable String signedBy,
      @Nullable String traceContext,
      Duration age,
      @SuppressWarnings("ArrayRecordComponent") byte[] body)
      implements Claim {}

  /** Why there is no entry. */
  enum None implements Claim {
    /** Another worker ended the entry in the meantime. There may be more: claim again. */
    LOST,
    /** Nothing is due, or everything due is being handled elsewhere. */
    NOTHING
  }
}
