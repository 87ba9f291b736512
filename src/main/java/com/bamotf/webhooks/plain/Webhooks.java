package com.bamotf.webhooks.plain;

import com.bamotf.webhooks.config.Secret;
import com.bamotf.webhooks.config.WebhookSecret;
import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.signature.SignatureResult;
import com.bamotf.webhooks.signature.SignatureVerifier;
import com.bamotf.webhooks.wire.EventReader;
import com.bamotf.webhooks.wire.UnreadableEventException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Verifies and reads webhooks of bamotf in plain Java, for a receiver without CDI:
 *
 * <pre>{@code
 * Webhooks webhooks = Webhooks.with(secret).tolerance(Duration.ofMinutes(2));
 *
 * WebhookResult result = webhooks.parse(body, request.getHeader(Webhooks.HEADER));
 * if (result instanceof WebhookResult.Verified verified) {
 *   handle(verified.event());
 * }
 * }</pre>
 *
 * <p>It verifies and reads exactly as this module's endpoint does, and that is all: it neither
 * stores events nor detects duplicates. Commit the event before you answer 200. bamotf may send an
 * event more than once, with another {@link com.bamotf.webhooks.event.Delivery#id}; what stays the
 * same is its payment intent's id, its mode and its {@link PaymentIntentEvent#type}. Limit the size
 * of a body before you read it; those of bamotf have 1 to 2 KB.
 *
 * <p>Needs Jakarta JSON Processing 2.1 and an implementation of it, such as Parsson.
 *
 * <p>Immutable and thread-safe: create one and keep it. No parameter may be null, except where
 * stated.
 */
public final class Webhooks {

  /** The name of the request header that carries the signature. */
  public static final String HEADER = SignatureVerifier.HEADER;

  /** How far a signature's time may differ from the clock, in either direction: 5 minutes. */
  public static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

  /** The only accepted mode unless others are set. */
  public static final String DEFAULT_MODE = "prod";

  private final List<WebhookSecret> secrets;
  private final Duration tolerance;
  private final Set<String> modes;
  private final SignatureVerifier verifier;
  private final EventReader reader;

  private Webhooks(
      List<WebhookSecret> secrets, Duration tolerance, Set<String> modes, EventReader reader) {
    this.secrets = secrets;
    this.tolerance = tolerance;
    this.modes = modes;
    this.verifier = new SignatureVerifier(secrets, tolerance, Clock.systemUTC());
    this.reader = reader;
  }

  /**
   * Accepts what one of these secrets signed, in mode {@value #DEFAULT_MODE}, with a tolerance of 5
   * minutes.
   *
   * <p>Give several only while a secret is being replaced. Whoever knows one of them can sign for
   * all accepted modes, so endpoints of different modes need an instance each.
   *
   * @param secret used as it is, neither trimmed nor decoded
   * @param others further secrets; an event's {@code delivery().signedBy()} is {@code secret 1} for
   *     the first parameter, {@code secret 2} for the next, and so on
   * @throws NullPointerException if a secret is null, such as that of a missing environment
   *     variable
   * @throws IllegalArgumentException if a secret is empty
   * @throws jakarta.json.JsonException if there is no implementation of Jakarta JSON Processing
   */
  public static Webhooks with(String secret, String... others) {
    List<String> all = Stream.concat(Stream.of(secret), Arrays.stream(others)).toList();
    List<WebhookSecret> secrets =
        IntStream.range(0, all.size())
            .mapToObj(i -> secret("secret " + (i + 1), all.get(i)))
            .toList();
    return new Webhooks(secrets, DEFAULT_TOLERANCE, Set.of(DEFAULT_MODE), new EventReader());
  }

  private static WebhookSecret secret(String name, String value) {
    Objects.requireNonNull(
        value, name + " is null; pass the secret that the bamotf endpoint signs with");
    return new WebhookSecret(name, new Secret(value), Set.of(), Optional.empty());
  }

  /**
   * A copy with another tolerance. A longer one lets whoever recorded a request send it again for
   * longer.
   *
   * @param tolerance how far a signature's time may differ from this machine's clock, in either
   *     direction, limits included; whole milliseconds, the rest is ignored
   * @throws IllegalArgumentException if it is shorter than 1 ms
   */
  public Webhooks tolerance(Duration tolerance) {
    if (tolerance.toMillis() < 1) {
      throw new IllegalArgumentException(
          "The tolerance is " + tolerance + "; it must be at least PT0.001S");
    }
    return new Webhooks(secrets, tolerance, modes, reader);
  }

  /**
   * A copy that accepts payment intents of these modes only. Payments of other modes than {@value
   * #DEFAULT_MODE} are made with coins without value.
   *
   * @param modes such as {@code test}; at least one
   * @throws IllegalArgumentException if there is none
   */
  public Webhooks modes(String... modes) {
    if (modes.length == 0) {
      throw new IllegalArgumentException("No mode is given; name those to accept, such as prod");
    }
    return new Webhooks(secrets, tolerance, Set.copyOf(Arrays.asList(modes)), reader);
  }

  /**
   * Verifies the signature and, only if it holds, reads the body.
   *
   * @param body the bytes as received, which the signature covers; not changed meanwhile
   * @param header the value of {@link #HEADER}, as it is; null if the request has none. A header
   *     that was sent twice and joined with a comma is rejected
   * @return never throws because of what the body or the header contains
   */
  public WebhookResult parse(byte[] body, @Nullable String header) {
    SignatureResult result = verifier.verify(body, header);
    if (result instanceof SignatureResult.Rejected rejected) {
      return new WebhookResult.Rejected(rejected);
    }
    return read(body, (SignatureResult.Valid) result);
  }

  private WebhookResult read(byte[] body, SignatureResult.Valid signature) {
    PaymentIntentEvent event;
    try {
      event = reader.read(body, Source.WEBHOOK, signature.secret().name());
    } catch (UnreadableEventException e) {
      return new WebhookResult.Unacceptable(String.valueOf(e.getMessage()));
    }
    PaymentIntent intent = event.paymentIntent();
    return modes.contains(intent.mode())
        ? new WebhookResult.Verified(event, signature.signedAt())
        : new WebhookResult.Unacceptable(
            "This receiver does not accept mode \"%s\"; it accepts %s"
                .formatted(intent.mode(), modes));
  }
}
