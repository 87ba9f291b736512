package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.benchmark.Samples;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Webhooks that were sent at a steady rate while something else happened.
 *
 * @param answered all of them, by payment intent
 */
record Webhooks(Map<String, PacedLoad.Answered> answered) {

  /** Deliveries a second. */
  static final int RATE = 50;

  /** What is done meanwhile; returns when it is done. */
  interface Meanwhile {
    void run() throws IOException, SQLException, InterruptedException;
  }

  /** Sends webhooks while this runs; each must be acknowledged. */
  static Webhooks during(Receiver receiver, Meanwhile meanwhile) {
    CompletableFuture<Void> done =
        CompletableFuture.runAsync(
            () -> {
              try {
                meanwhile.run();
              } catch (IOException | SQLException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    Map<String, PacedLoad.Answered> answered = new ConcurrentHashMap<>();
    try (PacedLoad load = new PacedLoad(receiver.uri(), RATE)) {
      do {
        load.run(RATE, answered);
      } while (!done.isDone());
    }
    done.join();
    return new Webhooks(answered);
  }

  /** Sends webhooks for this long while nothing else happens; each must be acknowledged. */
  static Webhooks alone(Receiver receiver, int seconds) {
    Map<String, PacedLoad.Answered> answered = new ConcurrentHashMap<>();
    try (PacedLoad load = new PacedLoad(receiver.uri(), RATE)) {
      load.run(RATE * seconds, answered);
    }
    return new Webhooks(answered);
  }

  Set<String> paymentIntents() {
    return answered.keySet();
  }

  /** Milliseconds to the acknowledgement of each. */
  Samples millis() {
    return new Samples(
        answered.values().stream().map(each -> (each.answered() - each.sent()) / 1e6).toList());
  }
}
