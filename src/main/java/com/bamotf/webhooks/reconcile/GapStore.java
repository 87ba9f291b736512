package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.inbox.Inbox;
import com.bamotf.webhooks.inbox.NewEntry;
import com.bamotf.webhooks.inbox.StoreResult;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Stores missing events in the inbox. */
final class GapStore implements GapSink {

  /** Few enough to leave room for webhooks: half of the least {@code bamotf.inbox.max-held}. */
  private static final int MAX_AT_ONCE = 64;

  private final Inbox inbox;
  private long filled;

  GapStore(Inbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public void missing(Map<String, Candidate> byIntent) throws SQLException {
    CanceledPayments.warn(inbox, byIntent);
  }

  @Override
  public void take(List<NewEntry> entries) throws SQLException, InterruptedException {
    for (int i = 0; i < entries.size(); i += MAX_AT_ONCE) {
      store(entries.subList(i, Math.min(entries.size(), i + MAX_AT_ONCE)));
    }
  }

  @Override
  public long filled() {
    return filled;
  }

  private void store(List<NewEntry> entries) throws SQLException, InterruptedException {
    List<CompletableFuture<StoreResult>> results =
        entries.stream().map(entry -> inbox.enqueue(entry).toCompletableFuture()).toList();
    SQLException failure = null;
    for (CompletableFuture<StoreResult> each : results) {
      StoreResult result = await(each);
      if (result instanceof StoreResult.Stored) {
        filled++;
      } else if (result instanceof StoreResult.Unavailable unavailable) {
        failure =
            new SQLException("the inbox did not store a missing event: " + unavailable.reason());
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static StoreResult await(CompletableFuture<StoreResult> result)
      throws InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The inbox never completes a result exceptionally", e);
    }
  }
}
