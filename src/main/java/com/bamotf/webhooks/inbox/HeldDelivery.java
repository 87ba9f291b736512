package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.ERROR;

import com.bamotf.webhooks.config.LogCodes;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A delivery that waits to be stored, and the answer that its sender waits for. The first answer
 * counts. Thread-safe.
 */
record HeldDelivery(NewEntry entry, CompletableFuture<StoreResult> result) {

  static final StoreResult STOPPING = new StoreResult.Unavailable("the server is stopping");
  static final StoreResult REFUSED = new StoreResult.Unavailable("the database refuses it");

  private static final System.Logger LOG = System.getLogger(HeldDelivery.class.getName());

  HeldDelivery(NewEntry entry) {
    this(entry, new CompletableFuture<>());
  }

  boolean isAnswered() {
    return result.isDone();
  }

  /**
   * Committed.
   *
   * @param inserted the facts that were new; of several deliveries of one, the first takes it
   */
  void stored(Set<String> inserted) {
    boolean isNew = inserted.remove(entry.factKey());
    result.complete(isNew ? StoreResult.Kept.STORED : StoreResult.Kept.DUPLICATE);
  }

  void refused(Throwable refusal) {
    LOG.log(
        ERROR,
        "{0}: the database refuses the delivery \"{1}\": {2}",
        LogCodes.ENTRY_REFUSED,
        entry.factKey(),
        refusal);
    result.complete(REFUSED);
  }

  void stopping() {
    result.complete(STOPPING);
  }
}
