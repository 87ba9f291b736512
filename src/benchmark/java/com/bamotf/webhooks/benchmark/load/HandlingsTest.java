package com.bamotf.webhooks.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HandlingsTest {

  @Test
  void findsNoFaultIfEachWasHandledOnce() {
    assertThat(Handlings.faults(Set.of("a", "b"), Map.of("a", 1, "b", 1))).isEmpty();
  }

  @Test
  void findsWhatWasLostDoneTwiceOrNotToBeDone() {
    List<String> faults = Handlings.faults(Set.of("a", "b", "c"), Map.of("b", 2, "c", 1, "d", 1));
    assertThat(faults)
        .containsExactly(
            "1 never handled, such as [a]",
            "1 handled more than once, such as [b]",
            "1 handled although they should not be, such as [d]");
  }
}
