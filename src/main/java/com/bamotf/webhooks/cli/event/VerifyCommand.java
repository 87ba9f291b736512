package com.bamotf.webhooks.cli.event;

import com.bamotf.webhooks.cli.terminal.CommonOptions;
import com.bamotf.webhooks.cli.terminal.ExitCode;
import com.bamotf.webhooks.cli.terminal.Jsons;
import com.bamotf.webhooks.cli.terminal.Shell;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.signature.SignatureResult;
import com.bamotf.webhooks.signature.SignatureVerifier;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Verifies a signature. */
@Command(
    name = "verify",
    header = "Verifies a signature as the receiver does.",
    description = {"To find out why it is not valid, use the command doctor.", ""},
    footer = {
      "",
      "Exit codes: 0 valid, 1 not valid, 2 wrong usage.",
      "",
      "Example, with WEBHOOK_SECRET in the environment:",
      "  ${ROOT-COMMAND-NAME} verify --file body.json \\",
      "    --header v=1764000000000,d=$DIGEST --at 2025-11-24T16:00:00Z",
    })
public final class VerifyCommand implements Callable<Integer> {

  private final Shell shell;

  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final SecretOptions secret = new SecretOptions();
  @Mixin final BodyOptions body = new BodyOptions();
  @Mixin final ReceivedOptions received = new ReceivedOptions();

  public VerifyCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    byte[] bytes = body.read(shell);
    Clock clock = Clock.fixed(received.arrival(shell), ZoneOffset.UTC);
    Settings.Webhook settings = received.settings(secret.secret(shell));
    SignatureResult result =
        new SignatureVerifier(settings.secrets(), settings.tolerance(), clock)
            .verify(bytes, received.value());
    if (common.json()) {
      shell.out().println(json(result).build());
    } else if (result instanceof SignatureResult.Valid valid) {
      shell.out().println("Valid, signed at " + valid.signedAt());
    } else {
      shell.out().println("Not valid. " + ((SignatureResult.Rejected) result).reason());
    }
    return result instanceof SignatureResult.Valid ? ExitCode.OK : ExitCode.NO;
  }

  private static JsonObjectBuilder json(SignatureResult result) {
    return result instanceof SignatureResult.Valid valid
        ? Jsons.object().add("valid", true).add("signedAt", valid.signedAt().toString())
        : Jsons.object()
            .add("valid", false)
            .add("reason", ((SignatureResult.Rejected) result).reason());
  }
}
