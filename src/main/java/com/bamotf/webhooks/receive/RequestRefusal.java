package com.bamotf.webhooks.receive;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.signature.SignatureResult;
import com.bamotf.webhooks.telemetry.Telemetry;
import com.bamotf.webhooks.telemetry.Telemetry.RejectionReason;
import com.bamotf.webhooks.telemetry.Telemetry.RequestOutcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is refused before its body is trusted.
 *
 * @param code one of {@link LogCodes}
 * @param reason for the log; contains nothing from the request
 * @param rejected what is wrong with the signature; null if it was not the reason
 */
record RequestRefusal(
    String code, String reason, Answer answer, SignatureResult.@Nullable Rejected rejected) {

  static RequestRefusal of(SignatureResult.Rejected rejected) {
    return new RequestRefusal(
        LogCodes.SIGNATURE_REJECTED, rejected.reason(), Answer.INVALID_SIGNATURE, rejected);
  }

  static RequestRefusal tooLarge(int cap) {
    String reason = "The body is larger than " + cap + " bytes";
    return new RequestRefusal(LogCodes.BODY_TOO_LARGE, reason, Answer.failure(413, reason), null);
  }

  static RequestRefusal tooSlow(Duration timeout) {
    String reason = "The body did not arrive within " + timeout;
    return new RequestRefusal(LogCodes.BODY_TOO_SLOW, reason, Answer.failure(408, reason), null);
  }

  /** Whoever still listens must not take it for a success. */
  static RequestRefusal brokenOff() {
    return new RequestRefusal(
        LogCodes.BROKEN_OFF,
        "The sender broke off before its body was complete",
        Answer.WITHOUT_BODY,
        null);
  }

  static RequestRefusal tooMany() {
    String reason = "Too many request bodies are arriving at the moment";
    return new RequestRefusal(LogCodes.TOO_MANY_BODIES, reason, Answer.failure(503, reason), null);
  }

  void count(Telemetry telemetry) {
    telemetry.request(
        switch (answer.status()) {
          case 413 -> RequestOutcome.TOO_LARGE;
          case 503 -> RequestOutcome.UNAVAILABLE;
          default -> RequestOutcome.REJECTED;
        });
    if (rejected != null) {
      telemetry.rejection(reason(rejected));
    }
  }

  private static RejectionReason reason(SignatureResult.Rejected rejected) {
    if (rejected instanceof SignatureResult.Missing) {
      return RejectionReason.MISSING;
    }
    if (rejected instanceof SignatureResult.Malformed) {
      return RejectionReason.MALFORMED;
    }
    if (rejected instanceof SignatureResult.TooOld) {
      return RejectionReason.TOO_OLD;
    }
    return rejected instanceof SignatureResult.TooNew
        ? RejectionReason.TOO_NEW
        : RejectionReason.MISMATCH;
  }
}
