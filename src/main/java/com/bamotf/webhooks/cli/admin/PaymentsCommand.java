package com.bamotf.webhooks.cli.admin;

import picocli.CommandLine.Command;

/** Holds the command about payments. */
@Command(
    name = "payments",
    header = "Lists the payments that the WAR knows.",
    description = "",
    commandListHeading = "%nCommands:%n",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Example:",
      "  ${ROOT-COMMAND-NAME} payments list",
    })
public final class PaymentsCommand {}
