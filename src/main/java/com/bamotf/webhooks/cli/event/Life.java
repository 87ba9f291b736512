package com.bamotf.webhooks.cli.event;

import com.bamotf.webhooks.sender.EventBody;
import java.util.ArrayList;
import java.util.List;

/** The events of one payment in their order: pending, processing, and the last one. */
final class Life {

  private Life() {}

  static List<EventBody> of(EventBody last) {
    List<EventBody> life = new ArrayList<>();
    for (String earlier : List.of(EventBody.PENDING, EventBody.PROCESSING)) {
      if (earlier.equals(last.event())) {
        break;
      }
      life.add(last.withEvent(earlier, last.idempotencyKey() + life.size()));
    }
    life.add(last);
    return life;
  }
}
