package com.bamotf.webhooks.reconcile;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run of one account would store now.
 *
 * @param account the number of its API key in the settings: 1 is {@code bamotf.api.key}
 * @param counts as a run would count them, except that nothing is filled
 * @param gaps the missing events, the newest payment intent first; at most {@value #MAX_GAPS} of
 *     those that {@code counts} has
 * @param problem why the preview is incomplete, or what could not be read; null if nothing went
 *     wrong
 */
public record ReconcilePreview(
    int account, RunCounts counts, List<Gap> gaps, @Nullable String problem) {

  /** The maximum number of gaps listed. */
  public static final int MAX_GAPS = 200;

  public ReconcilePreview {
    gaps = List.copyOf(gaps);
  }

  /**
   * A missing event.
   *
   * @param event the full name, such as {@code payment_intent.succeeded}
   * @param amount requested, in the currency's smallest unit
   * @param createdAt of the payment intent; null if unknown
   */
  public record Gap(
      String paymentIntentId,
      String event,
      String mode,
      long amount,
      String currency,
      @Nullable Instant createdAt) {}
}
