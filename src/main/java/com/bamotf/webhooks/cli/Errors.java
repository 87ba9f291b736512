package com.bamotf.webhooks.cli;

import com.bamotf.webhooks.cli.terminal.ExitCode;
import com.bamotf.webhooks.cli.terminal.Failure;
import com.bamotf.webhooks.cli.terminal.Shell;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the user reads when something is wrong: one sentence, and where to read more. */
final class Errors {

  private final Shell shell;

  Errors(Shell shell) {
    this.shell = shell;
  }

  /** Arguments that picocli refuses. */
  int wrongUsage(ParameterException e, String[] arguments) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    if (arguments.length == 0) {
      e.getCommandLine().usage(shell.err());
      return command.exitCodeOnInvalidInput();
    }
    shell.err().println(sentence(e, command));
    more(command);
    return command.exitCodeOnInvalidInput();
  }

  /** A command that ended with an exception. */
  int failed(Exception e, CommandLine commandLine, ParseResult parsed) {
    CommandSpec command = commandLine.getCommandSpec();
    if (e instanceof Failure failure) {
      shell.err().println(failure.sentence());
      if (failure.isWrongUsage()) {
        more(command);
      }
      return failure.exitCode();
    }
    shell.err().println("This is a bug in this program; please report it with the lines below.");
    e.printStackTrace(shell.err());
    return ExitCode.BUG;
  }

  private void more(CommandSpec command) {
    shell.err().println("More: " + command.qualifiedName() + " --help");
  }

  private static String sentence(ParameterException e, CommandSpec command) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched, command);
    }
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      return "Missing: "
          + missing.getMissing().stream().map(Errors::name).collect(Collectors.joining(", "));
    }
    if (e.getArgSpec() == null && !command.subcommands().isEmpty()) {
      return "Missing: one of the commands " + String.join(", ", command.subcommands().keySet());
    }
    return String.valueOf(e.getMessage());
  }

  private static String name(ArgSpec missing) {
    return missing instanceof OptionSpec option
        ? option.longestName() + " " + option.paramLabel()
        : missing.paramLabel();
  }

  private static String unmatched(UnmatchedArgumentException e, CommandSpec command) {
    String argument = e.getUnmatched().get(0);
    boolean option = argument.startsWith("-");
    List<String> allowed =
        option
            ? command.options().stream().flatMap(each -> List.of(each.names()).stream()).toList()
            : List.copyOf(command.subcommands().keySet());
    if (!option && allowed.isEmpty()) {
      return "Too many arguments: \"%s\" and what follows has no meaning here".formatted(argument);
    }
    if (argument.startsWith("http://") || argument.startsWith("https://")) {
      return "\"%s\" is not a command; to send an event there, write send before it"
          .formatted(argument);
    }
    String name = option ? argument.replaceFirst("=.*", "") : argument;
    return "%s is not %s; did you mean %s?"
        .formatted(
            "\"" + name + "\"",
            option ? "an option of this command" : "a command",
            Nearest.to(name, allowed));
  }
}
