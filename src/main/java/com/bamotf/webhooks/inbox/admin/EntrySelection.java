package com.bamotf.webhooks.inbox.admin;

import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.EntryStatus;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects entries that match all of its parts. A null part matches every entry. Immutable.
 *
 * @param statuses at least one
 * @param event the event's type, such as {@code payment_intent.succeeded}
 * @param mode the payment intent's mode, such as {@code prod}
 * @param text what the last error contains, in upper or lower case, or what the id of the payment
 *     intent starts with; at least {@value #MIN_TEXT} characters
 * @param from inclusive time of receipt
 * @param before exclusive time of receipt
 * @param minAttempts the minimum of {@link StoredEntry#attempts}; 0 matches every entry
 */
public record EntrySelection(
    Set<EntryStatus> statuses,
    @Nullable String paymentIntentId,
    @Nullable String event,
    @Nullable String mode,
    @Nullable Source source,
    @Nullable String text,
    @Nullable Instant from,
    @Nullable Instant before,
    int minAttempts) {

  /** The minimum length of the text. */
  public static final int MIN_TEXT = 3;

  /**
   * Copies the statuses.
   *
   * @throws IllegalArgumentException if there is no status, if the text is too short, or if the
   *     minimum of attempts is negative
   */
  public EntrySelection {
    if (statuses.isEmpty()) {
      throw new IllegalArgumentException(
          "Specify at least one of the statuses " + EnumSet.allOf(EntryStatus.class));
    }
    if (text != null && text.length() < MIN_TEXT) {
      throw new IllegalArgumentException(
          "The text \"%s\" is too short; use at least %s characters".formatted(text, MIN_TEXT));
    }
    if (minAttempts < 0) {
      throw new IllegalArgumentException(
          "minAttempts must be 0 or more, not %s".formatted(minAttempts));
    }
    statuses = Set.copyOf(statuses);
  }

  /** Selects all entries. */
  public static EntrySelection all() {
    return of(EnumSet.allOf(EntryStatus.class));
  }

  /** Selects all entries with one of these statuses. */
  public static EntrySelection of(EntryStatus first, EntryStatus... more) {
    return of(EnumSet.of(first, more));
  }

  /**
   * Selects all entries with one of these statuses.
   *
   * @param statuses at least one
   */
  public static EntrySelection of(Set<EntryStatus> statuses) {
    return new EntrySelection(statuses, null, null, null, null, null, null, null, 0);
  }

  /** Replaces the statuses. */
  EntrySelection withStatuses(Set<EntryStatus> others) {
    return new EntrySelection(
        others, paymentIntentId, event, mode, source, text, from, before, minAttempts);
  }

  /** Narrows the selection to a payment intent. */
  public EntrySelection withPaymentIntent(String id) {
    return new EntrySelection(statuses, id, event, mode, source, text, from, before, minAttempts);
  }

  /** Narrows the selection to an event type. */
  public EntrySelection withEvent(String type) {
    return new EntrySelection(
        statuses, paymentIntentId, type, mode, source, text, from, before, minAttempts);
  }

  /** Narrows the selection to a mode. */
  public EntrySelection withMode(String name) {
    return new EntrySelection(
        statuses, paymentIntentId, event, name, source, text, from, before, minAttempts);
  }

  /** Narrows the selection to a source. */
  public EntrySelection withSource(Source origin) {
    return new EntrySelection(
        statuses, paymentIntentId, event, mode, origin, text, from, before, minAttempts);
  }

  /** Narrows the selection to a text; see {@link #text}. */
  public EntrySelection withText(String searched) {
    return new EntrySelection(
        statuses, paymentIntentId, event, mode, source, searched, from, before, minAttempts);
  }

  /** Narrows the selection to a time of receipt; {@code before} is exclusive. */
  public EntrySelection receivedBetween(@Nullable Instant from, @Nullable Instant before) {
    return new EntrySelection(
        statuses, paymentIntentId, event, mode, source, text, from, before, minAttempts);
  }

  /** Narrows the selection to entries with at least this many attempts. */
  public EntrySelection withMinAttempts(int attempts) {
    return new EntrySelection(
        statuses, paymentIntentId, event, mode, source, text, from, before, attempts);
  }
}
