package com.bamotf.webhooks.cli.event;

import com.bamotf.webhooks.cli.terminal.Credential;
import com.bamotf.webhooks.cli.terminal.ExitCode;
import com.bamotf.webhooks.cli.terminal.Jsons;
import com.bamotf.webhooks.cli.terminal.ProgressBar;
import com.bamotf.webhooks.cli.terminal.Shell;
import com.bamotf.webhooks.cli.terminal.Text;
import com.bamotf.webhooks.sender.Attempt;
import com.bamotf.webhooks.sender.WebhookSender;
import com.bamotf.webhooks.signature.WebhookSigner;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Delivers one shipment after the other, as bamotf does, and prints each attempt. */
final class Deliveries {

  /** Some servers answer an error with a page of HTML. */
  private static final int MAX_SHOWN_CHARACTERS = 500;

  private final Shell shell;
  private final boolean json;
  private final URI endpoint;
  private final WebhookSender sender;
  private final String secretOrigin;
  private final long total;
  private final ProgressBar bar;
  private long sent;
  private long accepted;
  private int attempts;
  private @Nullable Attempt lastRefused;

  Deliveries(Shell shell, boolean json, URI endpoint, Credential secret, long total) {
    this.shell = shell;
    this.json = json;
    this.endpoint = endpoint;
    this.sender =
        new WebhookSender(
            endpoint, new WebhookSigner(secret.secret()), shell.clock(), this::beforeRetry);
    this.secretOrigin = secret.origin();
    this.total = total;
    this.bar = new ProgressBar(shell, total);
  }

  /**
   * Delivers all and returns the exit code.
   *
   * @param interval from the start of one delivery to that of the next; zero for no pause
   */
  int deliver(Iterator<Shipment> shipments, Duration interval) throws InterruptedException {
    if (total > 1) {
      say("Sending %s events to %s".formatted(total, endpoint));
    }
    Instant next = shell.clock().instant();
    while (shipments.hasNext()) {
      waitUntil(next);
      next = next.plus(interval);
      deliver(shipments.next());
      if (total > 1) {
        bar.show(sent);
      }
    }
    bar.end();
    return summary();
  }

  private void waitUntil(Instant next) throws InterruptedException {
    Duration early = Duration.between(shell.clock().instant(), next);
    if (!early.isNegative() && !early.isZero()) {
      shell.pause().pause(early);
    }
  }

  private void deliver(Shipment shipment) throws InterruptedException {
    if (total == 1) {
      say("Sending " + shipment.description() + " to " + endpoint);
    }
    attempts = 0;
    JsonArrayBuilder log = Jsons.JSON.createArrayBuilder();
    Attempt last =
        sender.send(
            shipment.body(),
            attempt -> {
              attempts++;
              String what = total == 1 ? "Attempt " : shipment.description() + ", attempt ";
              say(what + attempts + ": " + describe(attempt));
              log.add(toJson(attempt));
            });
    sent++;
    if (last.accepted()) {
      accepted++;
    } else {
      lastRefused = last;
    }
    if (json) {
      bar.line(
          Jsons.object()
              .add("event", Jsons.text(shipment.event()))
              .add("paymentIntentId", Jsons.text(shipment.intentId()))
              .add("accepted", last.accepted())
              .add("attempts", log)
              .build()
              .toString());
    }
  }

  private void beforeRetry(Duration duration) throws InterruptedException {
    say("Trying again in " + duration.toSeconds() + " s");
    shell.pause().pause(duration);
  }

  private int summary() {
    if (total > 1) {
      say("Accepted: %s of %s".formatted(accepted, total));
    } else if (accepted == total) {
      say("Accepted");
    }
    if (lastRefused == null) {
      return ExitCode.OK;
    }
    shell
        .err()
        .println(
            total > 1
                ? "Not accepted: %s; a bamotf server would not send them again"
                    .formatted(total - accepted)
                : "Not accepted: a bamotf server would not send this event again");
    String advice = advice(lastRefused);
    if (advice != null) {
      shell.err().println(advice);
    }
    return ExitCode.NO;
  }

  /** What to do; null if the attempt says it itself. */
  private @Nullable String advice(Attempt attempt) {
    if (!(attempt instanceof Attempt.Answered answered)) {
      return null;
    }
    return switch (answered.status()) {
      case 400 ->
          "The receiver keeps the event in quarantine, for the reason in its answer; its console shows it.";
      case 401 ->
          "Is the secret from %s the same as the receiver's? Its console says why it refused the signature, and so does the command doctor."
              .formatted(secretOrigin);
      case 404, 405 ->
          "Nothing accepts webhooks at %s; the receiver's startup log shows the path."
              .formatted(endpoint);
      case 413 ->
          "The body is larger than the receiver's bamotf.webhook.max-body-size; send a smaller one, or raise it.";
      case 503 ->
          "The receiver cannot store events now; look at its log, and whether its database is up.";
      default ->
          "A bamotf receiver does not usually answer like this; check the URL and the server's log.";
    };
  }

  private void say(String line) {
    if (!json) {
      bar.line(line);
    }
  }

  private static String describe(Attempt attempt) {
    if (attempt instanceof Attempt.Answered answered) {
      return answered.status() + " " + Text.oneLine(answered.body(), MAX_SHOWN_CHARACTERS);
    }
    return ((Attempt.Unanswered) attempt).reason();
  }

  private static JsonObjectBuilder toJson(Attempt attempt) {
    return attempt instanceof Attempt.Answered answered
        ? Jsons.object().add("status", answered.status()).add("body", answered.body())
        : Jsons.object().add("error", ((Attempt.Unanswered) attempt).reason());
  }
}
