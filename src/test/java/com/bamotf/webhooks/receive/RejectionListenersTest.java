package com.bamotf.webhooks.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.signature.SignatureResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectionListenersTest {

  private static final RequestRefusal REFUSAL = RequestRefusal.of(new SignatureResult.Mismatch());

  private final List<RejectedRequest> told = new ArrayList<>();

  @Test
  void tellsWhatWasRefused() {
    byte[] body = {1, 2};
    rejections(told::add).report(REFUSAL, List.of("v=1"), body, 2, "10.0.0.1");
    assertThat(told)
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.why()).isInstanceOf(SignatureResult.Mismatch.class);
              assertThat(request.header()).containsExactly("v=1");
              assertThat(request.body()).isSameAs(body);
              assertThat(request.length()).isEqualTo(2);
              assertThat(request.from()).isEqualTo("10.0.0.1");
            });
  }

  @Test
  void isSilentAboutOtherReasons() {
    RejectionListeners rejections = rejections(told::add);
    rejections.report(RequestRefusal.tooLarge(1), List.of(), null, 2, "");
    rejections.report(RequestRefusal.tooSlow(Duration.ZERO), List.of(), null, 2, "");
    rejections.report(RequestRefusal.tooMany(), List.of(), null, 2, "");
    assertThat(told).isEmpty();
  }

  @Test
  void aListenerThatFailsDisturbsNothing() {
    RejectionListener failing =
        request -> {
          throw new IllegalStateException("no");
        };
    rejections(failing, told::add).report(REFUSAL, List.of(), null, 0, "");
    assertThat(told).hasSize(1);
  }

  @Test
  void nobodyNeedsToListen() {
    rejections().report(REFUSAL, List.of(), null, 0, "");
  }

  private static RejectionListeners rejections(RejectionListener... listeners) {
    return new RejectionListeners(List.of(listeners));
  }
}
