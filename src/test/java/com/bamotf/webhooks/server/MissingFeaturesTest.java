package com.bamotf.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.server.MissingFeatures.Feature;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissingFeaturesTest {

  private static final List<Feature> ALL = MissingFeatures.missing(type -> false);

  @Test
  void namesEachThatIsMissingAndNothingElse() {
    assertThat(MissingFeatures.missing(type -> true)).isEmpty();
    assertThat(MissingFeatures.missing(type -> !type.contains("faulttolerance")))
        .singleElement()
        .satisfies(feature -> assertThat(feature.lack()).contains("Fault Tolerance"));
    assertThat(MissingFeatures.missing(type -> !type.contains("health")))
        .singleElement()
        .satisfies(feature -> assertThat(feature.lack()).contains("MicroProfile Health"));
    assertThat(ALL).hasSize(2);
  }

  @Test
  void tellsEachServerItsOwnRemedy() {
    assertThat(MissingFeatures.remedy(ALL, "jboss.home.dir"::equals))
        .contains("WildFly", "fault-tolerance-smallrye, ", "health-smallrye")
        .doesNotContain("mpHealth");
    assertThat(MissingFeatures.remedy(ALL, "wlp.server.name"::equals))
        .contains("server.xml", "mpFaultTolerance-4.1, mpHealth-4.0")
        .doesNotContain("WildFly");
    assertThat(MissingFeatures.remedy(ALL, "com.sun.aas.instanceRoot"::equals)).isEmpty();
  }
}
