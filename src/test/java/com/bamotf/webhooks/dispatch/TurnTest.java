package com.bamotf.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.ClaimedEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnTest {

  private final ClaimedEntry first = entry(1);
  private final ClaimedEntry second = entry(2);
  private final Turn turn = new Turn(System::nanoTime);

  @Test
  void suspectsNoneBeforeItHoldsOne() {
    assertThat(turn.suspect()).isNull();
  }

  @Test
  void suspectsTheOnlyOneFromTheStart() {
    turn.holds(List.of(first));
    assertThat(turn.suspect()).isSameAs(first);
  }

  @Test
  void suspectsOfSeveralTheOneThatIsHandled() {
    turn.holds(List.of(first, second));
    assertThat(turn.suspect()).isNull();
    turn.handles(second);
    assertThat(turn.suspect()).isSameAs(second);
    turn.handles(null);
    assertThat(turn.suspect()).as("the commit is for all of them").isNull();
  }

  private static ClaimedEntry entry(long id) {
    return new ClaimedEntry(
        id, "pi_" + id, "payment_intent.succeeded", Source.TEST, 0, false, new byte[0]);
  }
}
