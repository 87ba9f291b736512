package com.bamotf.webhooks.sender;

import com.bamotf.webhooks.signature.WebhookSigner;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Delivers events to one endpoint as bamotf's server does: a {@code POST} of content type {@code
 * text/plain;charset=UTF-8}, at most 3 attempts, 1 s and then 2 s apart, until one is answered with
 * 2xx; 300 s of patience for each answer. (The content type is what Node's {@code fetch} makes of a
 * string; the rest is the server's job queue, snapshot of 2023-12-13.)
 *
 * <p>Thread-safe: any number of threads may send through one instance, over shared connections.
 */
public final class WebhookSender {

  /** The pauses between attempts; there is one attempt more than pauses. */
  public static final List<Duration> PAUSES = List.of(Duration.ofSeconds(1), Duration.ofSeconds(2));

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(5);

  /** How the time between two attempts passes. */
  @FunctionalInterface
  public interface Pause {

    /** Puts the sending thread to sleep. */
    Pause REAL = duration -> Thread.sleep(duration.toMillis());

    void pause(Duration duration) throws InterruptedException;
  }

  private final URI endpoint;
  private final WebhookSigner signer;
  private final Clock clock;
  private final Pause pause;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  /**
   * A sender that dates its signatures by the system's clock and really pauses.
   *
   * @throws IllegalArgumentException if the endpoint is not an absolute http or https address
   */
  public WebhookSender(URI endpoint, WebhookSigner signer) {
    this(endpoint, signer, Clock.systemUTC(), Pause.REAL);
  }

  /**
   * @param clock dates the signatures and the bodies that are made from an {@link EventBody}
   * @param pause called between two attempts, by the thread that sends
   * @throws IllegalArgumentException if the endpoint is not an absolute http or https address
   */
  public WebhookSender(URI endpoint, WebhookSigner signer, Clock clock, Pause pause) {
    this.endpoint = Endpoint.checked(endpoint);
    this.signer = signer;
    this.clock = clock;
    this.pause = pause;
  }

  /** Delivers an event; the outcome is that of the last attempt. */
  public Attempt send(EventBody event) throws InterruptedException {
    return send(event, attempt -> {});
  }

  /**
   * Delivers an event: each attempt has a new delivery id, time and signature.
   *
   * @param progress told of each attempt as soon as it is over, before the pause
   * @return the outcome of the last attempt
   */
  public Attempt send(EventBody event, Consumer<? super Attempt> progress)
      throws InterruptedException {
    return send(() -> event.bytes(clock.instant()), progress);
  }

  /**
   * Delivers a body as it is: each attempt has the same bytes and a new signature.
   *
   * @param progress told of each attempt as soon as it is over, before the pause
   * @return the outcome of the last attempt
   */
  public Attempt send(byte[] body, Consumer<? super Attempt> progress) throws InterruptedException {
    return send(() -> body, progress);
  }

  private Attempt send(Supplier<byte[]> bodies, Consumer<? super Attempt> progress)
      throws InterruptedException {
    Iterator<Duration> pauses = PAUSES.iterator();
    while (true) {
      Attempt attempt = post(bodies.get());
      progress.accept(attempt);
      if (attempt.accepted() || !pauses.hasNext()) {
        return attempt;
      }
      pause.pause(pauses.next());
    }
  }

  /** Signs a body now and posts it once. */
  public Attempt post(byte[] body) throws InterruptedException {
    Instant now = clock.instant();
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(ANSWER_TIMEOUT)
            .header("Content-Type", "text/plain;charset=UTF-8")
            .header(WebhookSigner.HEADER, signer.sign(body, now))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      return new Attempt.Answered(answer.statusCode(), answer.body());
    } catch (IOException e) {
      return new Attempt.Unanswered(reason(endpoint, e));
    }
  }

  /** What a failed exchange with an endpoint means, for a person. */
  static String reason(URI endpoint, IOException e) {
    if (e instanceof HttpConnectTimeoutException) {
      return "no connection to " + endpoint + " within " + CONNECT_TIMEOUT.toSeconds() + " s";
    }
    if (e instanceof HttpTimeoutException) {
      return "no answer from " + endpoint + " within " + ANSWER_TIMEOUT.toSeconds() + " s";
    }
    if (e instanceof ConnectException) {
      return "no connection to " + endpoint + ": nothing listens there, or the host is unknown";
    }
    return "the connection broke before an answer came (" + e + ")";
  }
}
