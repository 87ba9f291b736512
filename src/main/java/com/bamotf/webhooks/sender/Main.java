package com.bamotf.webhooks.sender;

import com.bamotf.webhooks.signature.WebhookSigner;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The sender's command line. It runs on plain Java: it must not use any library. */
public final class Main {

  private static final int ACCEPTED = 0;
  private static final int NOT_ACCEPTED = 1;
  private static final int WRONG_USAGE = 2;

  /** Some servers answer an error with a page of HTML. */
  private static final int MAX_SHOWN_CHARACTERS = 500;

  private final Map<String, String> environment;
  private final WebhookSender.Pause pause;
  private final PrintStream out;
  private final PrintStream err;

  Main(
      Map<String, String> environment,
      WebhookSender.Pause pause,
      PrintStream out,
      PrintStream err) {
    this.environment = environment;
    this.pause = pause;
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) throws InterruptedException {
    Main main = new Main(System.getenv(), WebhookSender.Pause.REAL, System.out, System.err);
    System.exit(main.run(args));
  }

  /** Returns the exit code. */
  int run(String... args) throws InterruptedException {
    if (List.of(args).contains("--help")) {
      out.print(Arguments.USAGE);
      return ACCEPTED;
    }
    Arguments arguments;
    WebhookSigner signer;
    try {
      arguments = Arguments.parse(args);
      signer = new WebhookSigner(secret());
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.println("Try --help.");
      return WRONG_USAGE;
    }
    return send(arguments, signer);
  }

  private String secret() {
    for (String name : List.of("WEBHOOK_SECRET", "BAMOTF_WEBHOOK_SECRET")) {
      String secret = environment.get(name);
      if (secret != null && !secret.isEmpty()) {
        return secret;
      }
    }
    throw new IllegalArgumentException(
        "There is no secret to sign with: set the environment variable WEBHOOK_SECRET (or"
            + " BAMOTF_WEBHOOK_SECRET) to the receiver's secret");
  }

  private int send(Arguments arguments, WebhookSigner signer) throws InterruptedException {
    out.println("Sending " + arguments.description() + " to " + arguments.endpoint());
    WebhookSender sender =
        new WebhookSender(arguments.endpoint(), signer, Clock.systemUTC(), this::pause);
    AtomicInteger attempts = new AtomicInteger();
    Attempt last =
        sender.send(
            arguments.body(),
            attempt ->
                out.println("Attempt " + attempts.incrementAndGet() + ": " + describe(attempt)));
    if (last.accepted()) {
      out.println("Accepted");
      return ACCEPTED;
    }
    err.println("Not accepted: a bamotf server would not send this event again");
    if (last instanceof Attempt.Answered answered && answered.status() == 401) {
      err.println("Is the secret in the environment the same as the receiver's?");
    }
    return NOT_ACCEPTED;
  }

  private void pause(Duration duration) throws InterruptedException {
    out.println("Trying again in " + duration.toSeconds() + " s");
    pause.pause(duration);
  }

  private static String describe(Attempt attempt) {
    if (attempt instanceof Attempt.Answered answered) {
      return answered.status() + " " + shown(answered.body());
    }
    return ((Attempt.Unanswered) attempt).reason();
  }

  /** On one line, without control characters, which could steer a terminal. */
  private static String shown(String body) {
    String text = body.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return text.length() <= MAX_SHOWN_CHARACTERS
        ? text
        : text.substring(0, MAX_SHOWN_CHARACTERS) + " ... (" + body.length() + " characters)";
  }
}
