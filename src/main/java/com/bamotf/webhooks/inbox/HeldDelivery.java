package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.ERROR;

import com.bamotf.webhooks.config.LogCodes;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A delivery that waits to be stored, with its result. The first result counts. Thread-safe. */
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
   * @param inserted the new deduplication keys; removes this delivery's key, so later ones count as
   *     duplicates
   */
  void stored(Set<String> inserted) {
    boolean isNew = inserted.remove(entry.deduplicationKey());
    result.complete(isNew ? StoreResult.Kept.STORED : StoreResult.Kept.DUPLICATE);
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
