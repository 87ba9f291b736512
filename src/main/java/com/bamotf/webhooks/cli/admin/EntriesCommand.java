package com.bamotf.webhooks.cli.admin;

import picocli.CommandLine.Command;

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
public final class EntriesCommand {}
