package com.bamotf.webhooks.sender;

import com.bamotf.webhooks.signature.WebhookSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Delivers events to one endpoint as bamotf's server does: a {@code POST} of content type {@code
 * text/plain;charset=UTF-8}, at most 3 attempts, 1 s and then 2 s apart, until one is answered with
 * 2xx; each waits up to 300 s for the answer. (Node's {@code fetch} chooses that content type for a
 * string; the rest is the server's job queue, snapshot of 2023-12-13.)
 *
 * <p>Thread-safe: threads that share an instance share its connections.
 */
public final class WebhookSender {

  /** An endpoint, for messages about a wrong one. */
  public static final String EXAMPLE = "http://localhost:8080/bamotf/webhook";

  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(2));

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(5);

  /** Waits between two attempts. */
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
   * A sender that uses the system's clock and sleeps between attempts.
   *
   * @throws IllegalArgumentException if the endpoint is not an absolute http or https address
   */
  public WebhookSender(URI endpoint, WebhookSigner signer) {
    this(endpoint, signer, Clock.systemUTC(), Pause.REAL);
  }

  /**
   * @param clock the time of signatures and bodies
   * @param pause called by the sending thread between two attempts
   * @throws IllegalArgumentException if the endpoint is not an absolute http or https address
   */
  public WebhookSender(URI endpoint, WebhookSigner signer, Clock clock, Pause pause) {
    this.endpoint = HttpUrl.require(endpoint, EXAMPLE);
    this.signer = signer;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * Delivers an event and returns the last attempt. Each attempt has a new signature.
   *
   * @param body makes the body of an attempt at the given time, such as {@link EventBody#bytes}
   * @param progress receives each attempt as soon as it ends, before the pause
   */
  public Attempt send(Function<Instant, byte[]> body, Consumer<? super Attempt> progress)
      throws InterruptedException {
    Iterator<Duration> pauses = PAUSES.iterator();
    while (true) {
      Attempt attempt = post(body.apply(clock.instant()));
      progress.accept(attempt);
      if (attempt.accepted() || !pauses.hasNext()) {
        return attempt;
      }
      pause.pause(pauses.next());
    }
  }

  /** Signs a body and posts it once. */
  public Attempt post(byte[] body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(ANSWER_TIMEOUT)
            .header("Content-Type", "text/plain;charset=UTF-8")
            .header(WebhookSigner.HEADER, signer.sign(body, clock.instant()))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      return new Attempt.Answered(answer.statusCode(), answer.body());
    } catch (IOException e) {
      return new Attempt.Unanswered(NoAnswer.reason(endpoint, e, CONNECT_TIMEOUT, ANSWER_TIMEOUT));
    }
  }
}
