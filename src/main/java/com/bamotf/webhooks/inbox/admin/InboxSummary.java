package com.bamotf.webhooks.inbox.admin;

import com.bamotf.webhooks.inbox.EntryStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the inbox holds and what needs attention. All times are the database's.
 *
 * @param at when this was read
 * @param counts the number of entries, for every status. Of the handled ones, those that ended more
 *     than two hours ago are counted every ten minutes
 * @param oldestPending how long ago the oldest pending entry was received; null if none is pending
 * @param attention what failed, grouped: abandoned, quarantined and unobserved entries, and pending
 *     ones with a failed attempt. The group with the newest entry comes first; at most {@value
 *     #MAX_GROUPS} groups
 * @param rates the current hour and the {@value #HOURS} before it, the oldest first
 */
public record InboxSummary(
    Instant at,
    Map<EntryStatus, Long> counts,
    @Nullable Duration oldestPending,
    List<Group> attention,
    List<Hour> rates) {

  /** The maximum number of groups. */
  public static final int MAX_GROUPS = 20;

  /** The number of full hours. */
  public static final int HOURS = 24;

  /** Copies the collections. */
  public InboxSummary {
    counts = Map.copyOf(counts);
    attention = List.copyOf(attention);
    rates = List.copyOf(rates);
  }

  /**
   * Entries that failed alike.
   *
   * @param event null if their bodies are unreadable
   * @param errorClass the class of the innermost exception of their last attempt. {@link
   *     EntrySelection#withText} finds them by it. Null for quarantined and unobserved entries
   * @param count how many entries they are
   * @param firstAt when the first of them ended, or was received if it has not ended
   * @param lastAt when the newest of them ended, or was received if it has not ended
   * @param sample the last error of the newest; empty for unobserved entries
   */
  public record Group(
      EntryStatus status,
      @Nullable String event,
      @Nullable String errorClass,
      long count,
      Instant firstAt,
      Instant lastAt,
      String sample) {}

  /**
   * What happened in an hour.
   *
   * @param from the start of the hour, in UTC
   * @param received entries received in it
   * @param handled entries whose last handling ended in it
   * @param failed attempts that started in it and failed
   */
  public record Hour(Instant from, long received, long handled, long failed) {}
}
