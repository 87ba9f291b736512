package com.bamotf.webhooks.cli.event;

import com.bamotf.webhooks.cli.terminal.CommonOptions;
import com.bamotf.webhooks.cli.terminal.ExitCode;
import com.bamotf.webhooks.cli.terminal.Jsons;
import com.bamotf.webhooks.cli.terminal.Shell;
import com.bamotf.webhooks.console.doctor.Diagnosis;
import com.bamotf.webhooks.console.doctor.Doctor;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Explains a refused signature, without a server. */
@Command(
    name = "doctor",
    header = "Finds out why a signature is refused, without a server.",
    description = {
      "Tries the usual mistakes: a missing or malformed header, clocks that differ,",
      "a secret with spaces, quotes or a newline, or decoded from Base64 or hex, a",
      "body that was changed on its way or signed without its time. No secret is shown.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 the signature is valid, 1 it is not, 2 wrong usage.",
      "",
      "Example, with WEBHOOK_SECRET in the environment:",
      "  ${ROOT-COMMAND-NAME} doctor --file body.json \\",
      "    --header v=1764000000000,d=$DIGEST --at 2025-11-24T16:00:00Z",
    })
public final class DoctorCommand implements Callable<Integer> {

  private final Shell shell;

  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final SecretOptions secret = new SecretOptions();
  @Mixin final BodyOptions body = new BodyOptions();
  @Mixin final ReceivedOptions received = new ReceivedOptions();

  public DoctorCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    byte[] bytes = body.read(shell);
    Diagnosis found =
        new Doctor(received.settings(secret.secret(shell)))
            .diagnose(bytes, received.value(), received.arrival(shell));
    if (common.json()) {
      printJson(found);
    } else {
      print(found);
    }
    return found.valid() ? ExitCode.OK : ExitCode.NO;
  }

  private void print(Diagnosis found) {
    shell.out().println(found.valid() ? "Valid" : "Not valid: " + found.mistake().id());
    shell.out().println(found.explanation() + ".");
    shell.out().println(found.advice() + ".");
    Instant signedAt = found.signedAt();
    Duration offset = found.offset();
    if (signedAt != null && offset != null) {
      shell
          .out()
          .println(
              "Signed at %s, %s %s its arrival."
                  .formatted(signedAt, offset.abs(), offset.isNegative() ? "before" : "after"));
    }
  }

  private void printJson(Diagnosis found) {
    BigDecimal offset = found.offsetSeconds();
    shell
        .out()
        .println(
            Jsons.object()
                .add("valid", found.valid())
                .add("mistake", found.mistake().id())
                .add("explanation", found.explanation())
                .add("advice", found.advice())
                .add("signedAt", Jsons.text(found.signedAt()))
                .add(
                    "offsetSeconds",
                    offset == null ? JsonValue.NULL : Jsons.JSON.createValue(offset))
                .build());
  }
}
