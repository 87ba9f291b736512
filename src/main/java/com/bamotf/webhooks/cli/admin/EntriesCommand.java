package com.bamotf.webhooks.cli.admin;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Holds the commands about entries. */
@Command(
    name = "entries",
    header = "Lists, shows and requeues what the server has stored.",
    description = "",
    commandListHeading = "%nCommands:%n",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  ${ROOT-COMMAND-NAME} entries list",
      "  ${ROOT-COMMAND-NAME} entries list --help",
    })
public final class EntriesCommand {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;
}
