package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.benchmark.Options;
import com.bamotf.webhooks.benchmark.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One round of load on one receiver.
 *
 * @param load what the client saw
 * @param perEvent what one event used
 */
record Round(LoadResult load, Usage perEvent) {

  /**
   * Runs a round on empty tables, and checks that what was answered is what is stored.
   *
   * @throws IllegalStateException if a request was not answered with 2xx, or its event is missing
   */
  static Round run(Receiver receiver, Load client, int connections, int seconds, Options options)
      throws IOException, SQLException {
    Path facts = Facts.write(options.folder().resolve("facts"), seconds * options.rate());
    receiver.empty();
    receiver.database().execute("checkpoint");
    Usage before = Usage.of(receiver);
    LoadResult load =
        client.drive(receiver.uri(), facts, connections, seconds).requireClean(receiver.name());
    Usage used = Usage.of(receiver).since(before);
    long rows = receiver.rows();
    // When time is up, each connection may have a request under way whose answer nobody awaits.
    if (rows < load.answers() || rows > load.answers() + connections) {
      throw new IllegalStateException(
          "%s acknowledged %d events on %d connections and stored %d"
              .formatted(receiver.name(), load.answers(), connections, rows));
    }
    return new Round(load, used.dividedBy(load.answers()));
  }

  static Samples samples(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return new Samples(rounds.stream().mapToDouble(figure).boxed().toList());
  }
}
