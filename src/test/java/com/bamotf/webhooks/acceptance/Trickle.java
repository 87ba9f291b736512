package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.inbox.Bodies;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * One sender that posts one event after the other without a retry, so that each single answer is
 * seen; and a look at the readiness every quarter of a second meanwhile.
 */
final class Trickle implements AutoCloseable {

  static final int NO_ANSWER = 0;
  private static final Duration USUAL_PAUSE = Duration.ofMillis(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  /**
   * One request and its answer; the times by {@link System#nanoTime}.
   *
   * @param status 0 if the connection ended without an answer
   */
  record Answer(
      String paymentIntentId, int status, String body, boolean retryAfter, long began, long ended) {

    Duration took() {
      return Duration.ofNanos(ended - began);
    }
  }

  /** What the readiness check said. */
  record Look(int status, long at) {}

  private final URI endpoint;
  private final List<Answer> answers = new CopyOnWriteArrayList<>();
  private final List<Look> looks = new CopyOnWriteArrayList<>();
  private final List<Thread> threads;
  private final Duration betweenEvents;
  private volatile boolean stopping;

  Trickle(ServerProcess server) {
    this(server, USUAL_PAUSE);
  }

  Trickle(ServerProcess server, Duration betweenEvents) {
    this.betweenEvents = betweenEvents;
    endpoint = server.uri("/webhook");
    Thread sender = new Thread(this::send, "trickle");
    Thread watcher =
        new Thread(() -> server.readiness().ifPresent(this::look), "trickle-readiness");
    threads = List.of(sender, watcher);
    threads.forEach(Thread::start);
  }

  List<Answer> answers() {
    return List.copyOf(answers);
  }

  /** The answers to what was sent after this moment, or waited for its answer then. */
  List<Answer> answersSince(long moment) {
    return answers.stream().filter(each -> each.ended() - moment > 0).toList();
  }

  List<Look> looks() {
    return List.copyOf(looks);
  }

  /** The payment intents of which an event got a 200. */
  Set<String> accepted() {
    return answers.stream()
        .filter(each -> each.status() == 200)
        .map(Answer::paymentIntentId)
        .collect(Collectors.toSet());
  }

  /** Waits until so many more than now got a 200. */
  void awaitAccepted(int more, Duration atMost) {
    int goal = accepted().size() + more;
    Awaitility.await()
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () ->
                assertThat(accepted().size())
                    .as(() -> "answered with 200; the last of all answers: " + lastAnswer())
                    .isGreaterThanOrEqualTo(goal));
  }

  private String lastAnswer() {
    return answers.isEmpty() ? "none" : answers.get(answers.size() - 1).toString();
  }

  /** Waits until the readiness check says this. */
  void awaitReadiness(int status, Duration atMost) {
    long now = System.nanoTime();
    Awaitility.await()
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> looks.stream().anyMatch(look -> look.at() - now > 0 && look.status() == status));
  }

  private void send() {
    while (!stopping) {
      String id = UUID.randomUUID().toString();
      long began = System.nanoTime();
      answers.add(answer(id, began));
      pause(betweenEvents);
    }
  }

  private Answer answer(String id, long began) {
    try {
      HttpResponse<String> response =
          Http.postSigned(endpoint, Load.SECRET, Bodies.event(id, "succeeded"));
      return new Answer(
          id,
          response.statusCode(),
          response.body(),
          response.headers().firstValue("retry-after").isPresent(),
          began,
          System.nanoTime());
    } catch (UncheckedIOException e) {
      return new Answer(id, NO_ANSWER, String.valueOf(e), false, began, System.nanoTime());
    }
  }

  private void look(URI readiness) {
    while (!stopping) {
      int status;
      try {
        status = Http.get(readiness).statusCode();
      } catch (UncheckedIOException e) {
        status = NO_ANSWER;
      }
      looks.add(new Look(status, System.nanoTime()));
      pause(BETWEEN_LOOKS);
    }
  }

  /** The pace of the load; nothing is waited for by it. */
  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the answer to what was sent last. */
  @Override
  public void close() {
    stopping = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
