package com.bamotf.webhooks.cli;

import com.bamotf.webhooks.cli.terminal.ExitCode;
import com.bamotf.webhooks.cli.terminal.Shell;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a script for the shell. */
@Command(
    name = "completion",
    header = "Prints a script that lets bash and zsh complete commands and options.",
    description = {
      "The script also defines the shell function bamotf-webhooks, which starts this",
      "JAR. Load it in ~/.bashrc or ~/.zshrc:",
      "  source <(java -jar /path/to/bamotf-webhooks-cli.jar completion)",
      ""
    },
    footer = {
      "",
      "Example:",
      "  ${ROOT-COMMAND-NAME} completion",
    })
final class CompletionCommand implements Callable<Integer> {

  private static final String FUNCTION = "bamotf-webhooks";

  private final Shell shell;

  @Spec CommandSpec spec;

  CompletionCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws URISyntaxException {
    shell
        .out()
        .println(
            "%s() { java -jar '%s' \"$@\"; }".formatted(FUNCTION, jar().replace("'", "'\\''")));
    shell.out().println(AutoComplete.bash(FUNCTION, spec.root().commandLine()));
    return ExitCode.OK;
  }

  private static String jar() throws URISyntaxException {
    return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }
}
