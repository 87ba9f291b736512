package com.bamotf.webhooks.cli.event;

import com.bamotf.webhooks.sender.EventBody;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What a bad day delivers: the whole life of each payment, shuffled among all of them, and one in
 * five events twice. The same seed gives the same order.
 */
final class Disorder {

  private static final int ONE_IN = 5;

  private Disorder() {}

  /**
   * @param last makes the last event of a new payment
   */
  static List<EventBody> of(long payments, Supplier<EventBody> last, long seed) {
    Random random = new Random(seed);
    List<EventBody> events = new ArrayList<>();
    for (long i = 0; i < payments; i++) {
      for (EventBody event : Life.of(last.get())) {
        events.add(event);
        if (random.nextInt(ONE_IN) == 0) {
          events.add(event);
        }
      }
    }
    Collections.shuffle(events, random);
    return events;
  }
}
