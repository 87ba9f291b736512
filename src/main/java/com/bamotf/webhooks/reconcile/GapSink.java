package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.inbox.NewEntry;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What happens to the gaps that are found. One for each run. */
interface GapSink {

  /** The inbox did not store an event. */
  final class NotStoredException extends Exception {
    private static final long serialVersionUID = 1L;

    NotStoredException(String reason) {
      super("the inbox did not store a missing event: " + reason);
    }
  }

  /**
   * Gets all that the inbox lacks, including what cannot be stored.
   *
   * @param byIntent by the payment intent's id
   */
  void missing(Map<String, Candidate> byIntent) throws SQLException;

  /** Gets the missing events that can be stored. */
  void take(List<NewEntry> entries) throws NotStoredException, InterruptedException;

  /** How many it has stored. */
  long filled();
}
