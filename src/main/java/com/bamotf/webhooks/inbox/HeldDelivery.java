package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.ERROR;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.inbox.InboxWriter.Written;
import java.util.concurrent.CompletableFuture;

/**
 * A delivery on its way into the inbox, with the promise of its result. The first result counts.
 * Thread-safe.
 */
record HeldDelivery(NewEntry entry, CompletableFuture<StoreResult> result) {

  static final StoreResult STOPPING = new StoreResult.Unavailable("the server is stopping");
  static final StoreResult REJECTED = new StoreResult.Unavailable("the database rejected it");

  private static final System.Logger LOG = System.getLogger(HeldDelivery.class.getName());

  HeldDelivery(NewEntry entry) {
    this(entry, new CompletableFuture<>());
  }

  boolean isAnswered() {
    return result.isDone();
  }

  /**
   * Called after the commit.
   *
   * @param written removes this delivery's key from the new ones, so later ones count as duplicates
   */
  void stored(Written written) {
    String key = entry.deduplicationKey();
    Long newId = written.inserted().remove(key);
    result.complete(
        newId == null
            ? new StoreResult.Duplicate(written.duplicates().get(key))
            : new StoreResult.Stored(newId));
  }

  void rejected(Throwable cause) {
    LOG.log(
        ERROR,
        "{0}: the database rejected the delivery \"{1}\": {2}",
        LogCodes.ENTRY_REFUSED,
        entry.deduplicationKey(),
        cause);
    result.complete(REJECTED);
  }

  void stopping() {
    result.complete(STOPPING);
  }
}
