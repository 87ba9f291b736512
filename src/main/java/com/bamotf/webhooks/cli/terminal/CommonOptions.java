package com.bamotf.webhooks.cli.terminal;

import picocli.CommandLine.Option;

/** The options of every command. */
public final class CommonOptions {

  @Option(names = "--json", description = "Print JSON, for scripts.")
  boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  public boolean json() {
    return json;
  }
}
