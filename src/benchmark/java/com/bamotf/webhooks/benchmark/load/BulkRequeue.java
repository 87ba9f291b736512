package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.benchmark.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * Webhooks beside many events that a broken handler has abandoned: first alone, then while the
 * console requeues all of them. Every event must then have been handled exactly once.
 *
 * @param alone time to acknowledge while nothing else happens
 * @param during time to acknowledge from the dry run until all are handled
 */
record BulkRequeue(Webhooks alone, Webhooks during) {

  /** What the handler looks for. */
  static Path broken(Path folder) {
    return folder.toAbsolutePath().resolve("broken");
  }

  /**
   * @throws IllegalStateException if an event was lost, or handled twice
   */
  static BulkRequeue measure(OurReceiver ours, Options options) throws IOException, SQLException {
    ours.empty();
    Handlings.clear(ours.database());
    Set<String> expected = new HashSet<>();
    Set<String> abandoned = abandon(ours, options);
    Webhooks alone = Webhooks.alone(ours, options.seconds());
    ours.awaitHandled();
    expected.addAll(alone.paymentIntents());
    Handlings.requireOnce(ours.database(), expected); // and none of those that were abandoned
    Webhooks during =
        Webhooks.during(
            ours,
            () -> {
              new AdminApi(ours).requeueAbandoned(options.bulk());
              ours.awaitRequeued();
            });
    ours.awaitHandled();
    expected.addAll(during.paymentIntents());
    expected.addAll(abandoned);
    Handlings.requireOnce(ours.database(), expected);
    return new BulkRequeue(alone, during);
  }

  /** Returns the payment intents. */
  private static Set<String> abandon(OurReceiver ours, Options options)
      throws IOException, SQLException {
    Path broken = broken(options.folder());
    Files.writeString(broken, "");
    ours.fill(options.bulk(), options.folder());
    ours.awaitHandled();
    Files.delete(broken);
    Set<String> abandoned = new HashSet<>();
    try (Connection connection = ours.database().connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select payment_intent_id from bamotf_inbox where status = 'ABANDONED'")) {
      while (rows.next()) {
        abandoned.add(rows.getString(1));
      }
    }
    if (abandoned.size() != options.bulk()) {
      throw new IllegalStateException(
          abandoned.size() + " of " + options.bulk() + " were abandoned");
    }
    return abandoned;
  }
}
