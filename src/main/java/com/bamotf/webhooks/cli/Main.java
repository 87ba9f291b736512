package com.bamotf.webhooks.cli;

import com.bamotf.webhooks.cli.terminal.Prompt;
import com.bamotf.webhooks.cli.terminal.Shell;
import com.bamotf.webhooks.sender.WebhookSender;
import java.time.Clock;

/** Starts the command line. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    Shell shell =
        new Shell(
            System.getenv(),
            System.in,
            System.out,
            System.err,
            Prompt.ofProcess(),
            Clock.systemUTC(),
            WebhookSender.Pause.REAL);
    System.exit(Commands.of(shell).execute(arguments));
  }
}
