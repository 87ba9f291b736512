package com.bamotf.webhooks.cli.event;

import com.bamotf.webhooks.cli.terminal.CommonOptions;
import com.bamotf.webhooks.cli.terminal.ExitCode;
import com.bamotf.webhooks.cli.terminal.Failure;
import com.bamotf.webhooks.cli.terminal.Jsons;
import com.bamotf.webhooks.cli.terminal.Shell;
import com.bamotf.webhooks.signature.WebhookSigner;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Signs a body. */
@Command(
    name = "sign",
    header = "Prints the signature header of a body.",
    description = {"The body is signed byte for byte, so send the same bytes.", ""},
    footer = {
      "",
      "Exit codes: 0 signed, 2 wrong usage.",
      "",
      "Examples, with WEBHOOK_SECRET in the environment:",
      "  ${ROOT-COMMAND-NAME} sign --file body.json",
      "  ${ROOT-COMMAND-NAME} sign --file - \\",
      "    --at 2026-11-24T12:00:00Z < body.json",
    })
public final class SignCommand implements Callable<Integer> {

  private final Shell shell;

  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final SecretOptions secret = new SecretOptions();
  @Mixin final BodyOptions body = new BodyOptions();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "Time of signing, such as 2026-11-24T12:00:00Z. Now by default.")
  @Nullable Instant at;

  public SignCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Instant time = at == null ? shell.clock().instant() : at;
    if (time.isBefore(Instant.EPOCH)) {
      throw Failure.usage(
          "--at %s is before 1970; a signature cannot have such a time".formatted(time));
    }
    byte[] bytes = body.read(shell);
    String value = new WebhookSigner(secret.secret(shell).secret()).sign(bytes, time);
    shell
        .out()
        .println(
            common.json()
                ? Jsons.object()
                    .add("header", WebhookSigner.HEADER)
                    .add("value", value)
                    .build()
                    .toString()
                : WebhookSigner.HEADER + ": " + value);
    return ExitCode.OK;
  }
}
