package com.bamotf.webhooks.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.console.TestClock;
import com.bamotf.webhooks.receive.RejectedRequest;
import com.bamotf.webhooks.signature.SignatureResult;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RejectionsTest {

  private final TestClock clock = new TestClock();
  private final Rejections rejections = new Rejections(clock);

  @Test
  void keepsTheLastHundredTheNewestFirst() {
    for (int i = 0; i < 150; i++) {
      reject(new byte[] {(byte) i});
    }
    assertThat(rejections.all()).hasSize(100);
    assertThat(rejections.all().get(0).body()).containsExactly((byte) 149);
    assertThat(rejections.all().get(99).body()).containsExactly(50);
    assertThat(rejections.all()).extracting(Rejection::id).doesNotHaveDuplicates();
  }

  @Test
  void keepsTheStartOfABody() {
    reject(new byte[4096]);
    assertThat(rejections.all().get(0).isWhole()).isTrue();
    reject(new byte[4097]);
    Rejection large = rejections.all().get(0);
    assertThat(large.body()).hasSize(4096);
    assertThat(large.bodyBytes()).isEqualTo(4097);
    assertThat(large.isWhole()).isFalse();
  }

  @Test
  void keepsACopy() {
    byte[] body = {1};
    reject(body);
    body[0] = 2;
    assertThat(rejections.all().get(0).body()).containsExactly(1);
  }

  @Test
  void keepsWhatIsKnownOfARequestWhoseBodyWasNotRead() {
    rejections.rejected(
        new RejectedRequest(new SignatureResult.Missing(), List.of(), null, -1, "192.168.1.7"));
    Rejection rejection = rejections.all().get(0);
    assertThat(rejection.header()).isNull();
    assertThat(rejection.body()).isNull();
    assertThat(rejection.bodyBytes()).isZero();
    assertThat(rejection.isWhole()).isFalse();
    assertThat(rejection.from()).isEqualTo("192.168.1.7");
    assertThat(rejection.at()).isEqualTo(clock.instant());
  }

  @Test
  void keepsAllHeadersUpToALimit() {
    rejections.rejected(request(new SignatureResult.Mismatch(), List.of("a", "b")));
    assertThat(rejections.all().get(0).header()).isEqualTo("a, b");
    rejections.rejected(request(new SignatureResult.Mismatch(), List.of("x".repeat(10_000))));
    assertThat(rejections.all().get(0).header()).hasSize(500);
  }

  @Test
  void findsOneById() {
    reject(new byte[] {1});
    reject(new byte[] {2});
    String id = rejections.all().get(1).id();
    assertThat(rejections.find(id).orElseThrow().body()).containsExactly(1);
    assertThat(rejections.find("other")).isEmpty();
  }

  @Test
  void countsThoseOfTheLastHour() {
    for (int i = 0; i < 150; i++) {
      reject(new byte[0]);
    }
    clock.pass(Duration.ofMinutes(30));
    reject(new byte[0]);
    assertThat(rejections.lastHour()).isEqualTo(151);
    clock.pass(Duration.ofMinutes(29));
    assertThat(rejections.lastHour()).isEqualTo(151);
    clock.pass(Duration.ofMinutes(1));
    assertThat(rejections.lastHour()).isEqualTo(1);
    clock.pass(Duration.ofMinutes(30));
    assertThat(rejections.lastHour()).isZero();
    reject(new byte[0]);
    clock.pass(Duration.ofDays(400));
    assertThat(rejections.lastHour()).isZero();
  }

  static Stream<Arguments> reasons() {
    return Stream.of(
        Arguments.of(new SignatureResult.Missing(), "missing"),
        Arguments.of(new SignatureResult.Malformed("x"), "malformed"),
        Arguments.of(new SignatureResult.TooOld(Duration.ZERO), "too_old"),
        Arguments.of(new SignatureResult.TooNew(Duration.ZERO), "too_new"),
        Arguments.of(new SignatureResult.Mismatch(), "mismatch"));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void namesTheReason(SignatureResult.Rejected why, String name) {
    rejections.rejected(request(why, List.of()));
    assertThat(rejections.all().get(0).reason()).isEqualTo(name);
  }

  private void reject(byte[] body) {
    rejections.rejected(
        new RejectedRequest(
            new SignatureResult.Mismatch(), List.of("v=1,d=0"), body, body.length, "127.0.0.1"));
  }

  private static RejectedRequest request(SignatureResult.Rejected why, List<String> header) {
    return new RejectedRequest(why, header, null, 0, "127.0.0.1");
  }
}
