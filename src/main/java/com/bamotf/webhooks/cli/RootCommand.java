package com.bamotf.webhooks.cli;

import com.bamotf.webhooks.cli.terminal.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line without a command. */
@Command(
    name = Shell.PROGRAM,
    header = "Sends and checks signed bamotf webhooks, and looks after a server.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Version.class,
    description = "",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Secrets and tokens come from the environment, a file or a prompt; an argument",
      "could be read by every user of this machine.",
      "Errors go to standard error, as text even with --json.",
      "",
      "Exit codes of all commands but status:",
      "   0  it worked",
      "   1  the answer is no: not accepted, not valid, not found, refused",
      "   2  wrong usage, or something is missing, such as a secret",
      "   3  no answer from the server",
      "   4  the token is wrong, or may not do this",
      "   5  the server failed",
      "  70  a bug in this program",
      "",
      "Examples:",
      "  WEBHOOK_SECRET=demo-secret ${ROOT-COMMAND-NAME} send \\",
      "    http://localhost:8080/bamotf/webhook",
      "  ${ROOT-COMMAND-NAME} status",
      "  ${ROOT-COMMAND-NAME} send --help",
    })
final class RootCommand {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  boolean version;
}
