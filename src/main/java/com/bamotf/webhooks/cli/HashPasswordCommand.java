package com.bamotf.webhooks.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bamotf.webhooks.cli.terminal.CommonOptions;
import com.bamotf.webhooks.cli.terminal.ExitCode;
import com.bamotf.webhooks.cli.terminal.Failure;
import com.bamotf.webhooks.cli.terminal.Jsons;
import com.bamotf.webhooks.cli.terminal.Shell;
import com.bamotf.webhooks.console.access.PasswordHash;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Hashes a password for the console. */
@Command(
    name = "hash-password",
    header = "Hashes a password for a user of the console.",
    description = {
      "Asks for the password, or reads the first line of standard input. Put the hash",
      "into the setting bamotf.console.user, as name:operator:hash or",
      "name:viewer:hash.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 hashed, 2 no password, or too short or too long.",
      "",
      "Examples:",
      "  ${ROOT-COMMAND-NAME} hash-password",
      "  ${ROOT-COMMAND-NAME} hash-password < password.txt",
    })
final class HashPasswordCommand implements Callable<Integer> {

  private final Shell shell;

  @Mixin final CommonOptions common = new CommonOptions();

  HashPasswordCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    String password = shell.prompt().isThere() ? asked() : firstLine();
    try {
      String hash = PasswordHash.of(password).toString();
      shell.out().println(common.json() ? Jsons.object().add("hash", hash).build() : hash);
      return ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }

  private String asked() {
    String password = shell.prompt().secret("Password");
    if (password == null || !password.equals(shell.prompt().secret("Again"))) {
      throw Failure.usage("The two passwords differ; nothing was hashed");
    }
    return password;
  }

  private String firstLine() throws IOException {
    String line = new BufferedReader(new InputStreamReader(shell.in(), UTF_8)).readLine();
    if (line == null) {
      throw Failure.usage("There is no password on standard input; give it in one line");
    }
    return line;
  }
}
