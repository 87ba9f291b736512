package com.bamotf.webhooks.sender;

import com.bamotf.webhooks.signature.WebhookSigner;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * The sender's command line; {@code --help} tells its usage.
 *
 * <p>It must run with plain Java from the JAR alone: nothing that it reaches may need another
 * library's class.
 */
public final class Main {

  private static final int ACCEPTED = 0;
  private static final int NOT_ACCEPTED = 1;
  private static final int WRONG_USAGE = 2;

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

  /** Does what the arguments say and returns the exit code. */
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
            + " BAMOTF_WEBHOOK_SECRET) to the secret that the receiver was given");
  }

  private int send(Arguments arguments, WebhookSigner signer) throws InterruptedException {
    Progress progress = new Progress(out);
    out.println("Sending " + arguments.payload().describe() + " to " + arguments.endpoint());
    WebhookSender sender =
        new WebhookSender(arguments.endpoint(), signer, Clock.systemUTC(), progress.around(pause));
    Attempt last = arguments.payload().sendWith(sender, progress::attempt);
    if (last.accepted()) {
      out.println("Accepted");
      return ACCEPTED;
    }
    err.println("Not accepted: a bamotf server would now give this event up for good");
    if (last instanceof Attempt.Answered answered && answered.status() == 401) {
      err.println("Is the secret in the environment the same as the receiver's?");
    }
    return NOT_ACCEPTED;
  }
}
