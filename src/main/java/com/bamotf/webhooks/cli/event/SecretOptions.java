package com.bamotf.webhooks.cli.event;

import com.bamotf.webhooks.cli.terminal.Credential;
import com.bamotf.webhooks.cli.terminal.Failure;
import com.bamotf.webhooks.cli.terminal.Shell;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the webhook secret comes from. */
final class SecretOptions {

  /** The guide's name, and that of the setting. */
  private static final List<String> VARIABLES = List.of("WEBHOOK_SECRET", "BAMOTF_WEBHOOK_SECRET");

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description =
          "File that holds the webhook secret. By default the secret is taken from"
              + " WEBHOOK_SECRET or BAMOTF_WEBHOOK_SECRET in the environment, or asked for.")
  @Nullable Path file;

  /**
   * @throws Failure if there is none
   */
  Credential secret(Shell shell) {
    return Credential.find(shell, "--secret-file", file, VARIABLES)
        .or(() -> Credential.ask(shell, "Webhook secret"))
        .orElseThrow(
            () ->
                Failure.usage(
                    "There is no secret: set the environment variable WEBHOOK_SECRET to the"
                        + " receiver's secret, or name a file that holds it with --secret-file"));
  }
}
