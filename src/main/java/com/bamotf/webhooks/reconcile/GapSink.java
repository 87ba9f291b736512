package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.inbox.NewEntry;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What happens to the gaps that are found. One for each run. */
interface GapSink {

  /**
   * Gets all that the inbox lacks, including what cannot be stored.
   *
   * @param byIntent by the payment intent's id
   */
  void missing(Map<String, Candidate> byIntent) throws SQLException;

  /**
   * Gets the missing events that can be stored.
   *
   * @throws SQLException if the inbox did not store one of them
   */
  void take(List<NewEntry> entries) throws SQLException, InterruptedException;

  /** How many it has stored. */
  long filled();
}
