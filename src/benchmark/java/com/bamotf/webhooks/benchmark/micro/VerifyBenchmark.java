package com.bamotf.webhooks.benchmark.micro;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.signature.SignatureResult;
import com.bamotf.webhooks.signature.SignatureVerifier;
import com.bamotf.webhooks.signature.WebhookSigner;
import com.bamotf.webhooks.wire.Fixtures;
import com.svix.exceptions.WebhookVerificationException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Verification of a body of 1.1 KB. The other libraries get the text that their API asks for ready
 * made, although a server would have to decode it first.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VerifyBenchmark {

  private static final String SECRET = "an-ordinary-webhook-secret-0123456789";

  /** Signatures of the setup must outlive the run. */
  private static final Duration TOLERANCE = Duration.ofDays(1);

  private final byte[] body = Fixtures.bytes("succeeded-fiat-two-transactions.json");
  private final String text = new String(body, StandardCharsets.UTF_8);

  private Mac mac;
  private byte[] digits;
  private SignatureVerifier verifier;
  private List<String> header;
  private com.standardwebhooks.Webhook standard;
  private Map<String, List<String>> standardHeaders;
  private com.svix.Webhook svix;
  private Map<String, List<String>> svixHeaders;

  @Setup
  public void sign() throws Exception {
    Instant now = Instant.now();
    mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    digits = String.valueOf(now.toEpochMilli()).getBytes(StandardCharsets.US_ASCII);
    verifier = new SignatureVerifier(settings());
    header = List.of(new WebhookSigner(SECRET).sign(body, now));
    String key = "whsec_" + Base64.getEncoder().encodeToString(SECRET.getBytes());
    standard = new com.standardwebhooks.Webhook(key);
    standardHeaders =
        standardHeaders("webhook", now, standard.sign("msg_1", now.getEpochSecond(), text));
    svix = new com.svix.Webhook(key);
    svixHeaders = standardHeaders("svix", now, svix.sign("msg_1", now.getEpochSecond(), text));
  }

  private static Settings settings() {
    Settings common = InboxFixture.SETTINGS;
    return new Settings(
        common.dataSource(),
        new Settings.Webhook(
            List.of(InboxFixture.secret("bamotf.webhook.secret", SECRET, Optional.empty())),
            TOLERANCE,
            1 << 20,
            Duration.ofSeconds(10),
            Set.of()),
        common.inbox(),
        common.dispatch(),
        common.api(),
        common.reconcile(),
        common.admin());
  }

  private static Map<String, List<String>> standardHeaders(
      String prefix, Instant signedAt, String signature) {
    return Map.of(
        prefix + "-id", List.of("msg_1"),
        prefix + "-timestamp", List.of(String.valueOf(signedAt.getEpochSecond())),
        prefix + "-signature", List.of(signature));
  }

  /** The least that any verifier does: one HMAC on a Mac that no other thread uses. */
  @Benchmark
  public byte[] floor() {
    mac.update(body);
    mac.update(digits);
    return mac.doFinal();
  }

  @Benchmark
  public SignatureResult ours() {
    SignatureResult result = verifier.verify(body, header);
    if (!(result instanceof SignatureResult.Valid)) {
      throw new IllegalStateException(result.toString());
    }
    return result;
  }

  @Benchmark
  public void standardWebhooks()
      throws com.standardwebhooks.exceptions.WebhookVerificationException {
    standard.verify(text, standardHeaders);
  }

  @Benchmark
  public void svix() throws WebhookVerificationException {
    svix.verify(text, svixHeaders);
  }
}
