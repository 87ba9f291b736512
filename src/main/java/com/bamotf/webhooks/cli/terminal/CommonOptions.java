package com.bamotf.webhooks.cli.terminal;

import picocli.CommandLine.Option;

/** The option of every command that prints a result. */
public final class CommonOptions {

  @Option(names = "--json", description = "Print JSON, for scripts.")
  boolean json;

  public boolean json() {
    return json;
  }
}
