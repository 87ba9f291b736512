package com.bamotf.webhooks.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.signature.SignatureResult;
import com.bamotf.webhooks.signature.SignatureVerifier;
import com.bamotf.webhooks.telemetry.Telemetry;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How refusals are counted. */
class RequestRefusalTest {

  private final Telemetry telemetry = new Telemetry();
  private final UnverifiedBodies bodies =
      new UnverifiedBodies(
          new SignatureVerifier(InboxFixture.SETTINGS), InboxFixture.SETTINGS, telemetry);

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(RequestRefusal.of(new SignatureResult.Missing()), "rejected", "missing"),
        Arguments.of(
            RequestRefusal.of(new SignatureResult.Malformed("x")), "rejected", "malformed"),
        Arguments.of(
            RequestRefusal.of(new SignatureResult.TooOld(Duration.ofMillis(1))),
            "rejected",
            "too_old"),
        Arguments.of(
            RequestRefusal.of(new SignatureResult.TooNew(Duration.ofMillis(1))),
            "rejected",
            "too_new"),
        Arguments.of(RequestRefusal.of(new SignatureResult.Mismatch()), "rejected", "mismatch"),
        Arguments.of(RequestRefusal.tooLarge(5), "too_large", "none"),
        Arguments.of(RequestRefusal.tooSlow(Duration.ofSeconds(1)), "rejected", "none"),
        Arguments.of(RequestRefusal.brokenOff(), "rejected", "none"),
        Arguments.of(RequestRefusal.tooMany(), "unavailable", "none"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void isCountedOnceByItsOutcomeAndTheReasonOfTheSignature(
      RequestRefusal refusal, String outcome, String reason) {
    bodies.refused(refusal);
    assertThat(positive(telemetry.getWebhookRequests())).isEqualTo(Map.of(outcome, 1L));
    assertThat(positive(telemetry.getWebhookRejections()))
        .isEqualTo(reason.equals("none") ? Map.of() : Map.of(reason, 1L));
  }

  private static Map<String, Long> positive(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
