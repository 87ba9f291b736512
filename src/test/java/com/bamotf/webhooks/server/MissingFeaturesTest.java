package com.bamotf.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MissingFeaturesTest {

  @Test
  void namesEachThatIsMissingAndNothingElse() {
    assertThat(MissingFeatures.missing(true, true)).isEmpty();
    assertThat(MissingFeatures.missing(false, true)).singleElement().asString().contains("Fault");
    assertThat(MissingFeatures.missing(true, false)).singleElement().asString().contains("Health");
    assertThat(MissingFeatures.missing(false, false)).hasSize(2);
  }
}
