package com.bamotf.webhooks.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bamotf.webhooks.cli.admin.EntriesCommand;
import com.bamotf.webhooks.cli.admin.EntriesListCommand;
import com.bamotf.webhooks.cli.admin.EntriesRequeueCommand;
import com.bamotf.webhooks.cli.admin.EntriesShowCommand;
import com.bamotf.webhooks.cli.admin.PaymentsCommand;
import com.bamotf.webhooks.cli.admin.PaymentsListCommand;
import com.bamotf.webhooks.cli.admin.ReconcileCommand;
import com.bamotf.webhooks.cli.admin.StatusCommand;
import com.bamotf.webhooks.cli.event.DoctorCommand;
import com.bamotf.webhooks.cli.event.SendCommand;
import com.bamotf.webhooks.cli.event.SignCommand;
import com.bamotf.webhooks.cli.event.SimulateCommand;
import com.bamotf.webhooks.cli.event.VerifyCommand;
import com.bamotf.webhooks.cli.terminal.Shell;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** All commands. */
final class Commands {

  private static final int WIDTH = 80;

  private Commands() {}

  static CommandLine of(Shell shell) {
    CommandLine root =
        new CommandLine(new RootCommand())
            .addSubcommand(new SendCommand(shell))
            .addSubcommand(new SimulateCommand(shell))
            .addSubcommand(new SignCommand(shell))
            .addSubcommand(new VerifyCommand(shell))
            .addSubcommand(new DoctorCommand(shell))
            .addSubcommand(
                new CommandLine(new EntriesCommand())
                    .addSubcommand(new EntriesListCommand(shell))
                    .addSubcommand(new EntriesShowCommand(shell))
                    .addSubcommand(new EntriesRequeueCommand(shell)))
            .addSubcommand(
                new CommandLine(new PaymentsCommand())
                    .addSubcommand(new PaymentsListCommand(shell)))
            .addSubcommand(new ReconcileCommand(shell))
            .addSubcommand(new StatusCommand(shell))
            .addSubcommand(new HashPasswordCommand(shell))
            .addSubcommand(new CompletionCommand(shell));
    Errors errors = new Errors(shell);
    return root.setOut(new PrintWriter(shell.out(), true, UTF_8))
        .setErr(new PrintWriter(shell.err(), true, UTF_8))
        .setUsageHelpWidth(WIDTH)
        .registerConverter(Instant.class, Commands::time)
        .registerConverter(Duration.class, Commands::duration)
        .registerConverter(int.class, text -> number(text, Integer::valueOf))
        .registerConverter(Integer.class, text -> number(text, Integer::valueOf))
        .registerConverter(Long.class, text -> number(text, Long::valueOf))
        .registerConverter(Double.class, text -> number(text, Double::valueOf))
        .setParameterExceptionHandler(errors::wrongUsage)
        .setExecutionExceptionHandler(errors::failed);
  }

  private static <T> T number(String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("\"" + text + "\" is not a number, or is out of range");
    }
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "\"" + text + "\" is not a time in UTC such as 2026-11-24T12:00:00Z");
    }
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "\"" + text + "\" is not a duration such as PT5M (5 minutes) or PT0.5S (half a second)");
    }
  }
}
