package com.bamotf.webhooks.console.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.inbox.admin.Actor;
import com.bamotf.webhooks.inbox.admin.EntrySelection;
import com.bamotf.webhooks.inbox.admin.FailedAttempt;
import com.bamotf.webhooks.inbox.admin.InboxAdmin;
import com.bamotf.webhooks.inbox.admin.InboxSummary;
import com.bamotf.webhooks.inbox.admin.RequeuePreview;
import com.bamotf.webhooks.inbox.admin.RequeueResult;
import com.bamotf.webhooks.inbox.admin.StoredEntry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Entries with descending ids, in memory. */
final class FakeInbox extends InboxAdmin {

  final Map<Long, StoredEntry> entries = new TreeMap<>();
  byte[] body = Bodies.event("pi_1", "succeeded").getBytes(UTF_8);
  boolean away;
  EntrySelection selection;
  RequeueResult result = new RequeueResult.Requeued();
  RequeuePreview preview = new RequeuePreview(3, 1, 9, Console.TIME);
  Actor by;
  boolean forced;
  boolean busy;
  Duration oldest = Duration.ofMillis(1500);

  void requireThere() throws SQLException {
    if (away) {
      throw new SQLException("away");
    }
  }

  void add(long id, String intent) {
    entries.put(
        id,
        new StoredEntry(
            id,
            intent,
            "payment_intent.succeeded",
            "prod",
            Source.WEBHOOK,
            "bamotf.webhook.secret",
            EntryStatus.ABANDONED,
            2,
            3,
            1,
            false,
            Console.TIME,
            null,
            Console.TIME.plusSeconds(1),
            "<script>alert(1)</script>"));
  }

  @Override
  public Optional<StoredEntry> find(long id) throws SQLException {
    requireThere();
    return Optional.ofNullable(entries.get(id));
  }

  @Override
  public List<StoredEntry> page(EntrySelection selected, long beforeId, int limit)
      throws SQLException {
    requireThere();
    selection = selected;
    List<StoredEntry> newestFirst = new ArrayList<>(entries.values());
    Collections.reverse(newestFirst);
    return newestFirst.stream()
        .filter(entry -> entry.id() < beforeId)
        .filter(
            entry ->
                selected.paymentIntentId() == null
                    || selected.paymentIntentId().equals(entry.paymentIntentId()))
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<byte[]> body(long id) {
    return Optional.ofNullable(entries.get(id)).map(entry -> body);
  }

  @Override
  public List<FailedAttempt> history(long id, int limit) {
    return List.of(
        new FailedAttempt(
            3, Console.TIME, Duration.ofMillis(5), "java.lang.Error", "no", "at some.Where"));
  }

  @Override
  public RequeueResult requeue(StoredEntry seen, boolean force, Actor actor) {
    by = actor;
    forced = force;
    return result;
  }

  @Override
  public RequeuePreview preview(EntrySelection selected) {
    selection = selected;
    return preview;
  }

  @Override
  public InboxSummary summary() throws SQLException {
    requireThere();
    if (busy) {
      throw new IllegalStateException("The summary is being read; try again later");
    }
    return new InboxSummary(
        Console.TIME,
        Map.of(EntryStatus.PENDING, 2L, EntryStatus.ABANDONED, 1L),
        oldest,
        List.of(
            new InboxSummary.Group(
                EntryStatus.ABANDONED,
                "payment_intent.succeeded",
                "java.lang.Error",
                1,
                Console.TIME,
                Console.TIME,
                "no")),
        List.of(new InboxSummary.Hour(Console.TIME, 3, 2, 1)));
  }
}
