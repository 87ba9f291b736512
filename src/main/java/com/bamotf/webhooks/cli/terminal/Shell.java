package com.bamotf.webhooks.cli.terminal;

import com.bamotf.webhooks.sender.WebhookSender;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds a command; a test has its own.
 *
 * @param pause sleeps, between attempts and for a rate
 */
public record Shell(
    Map<String, String> environment,
    InputStream in,
    PrintStream out,
    PrintStream err,
    Prompt prompt,
    Clock clock,
    WebhookSender.Pause pause) {

  /** How the command is started, as help and errors show it. */
  public static final String PROGRAM = "java -jar bamotf-webhooks-cli.jar";

  /** The first of these variables that is set and not empty. */
  Optional<Map.Entry<String, String>> variable(List<String> names) {
    return names.stream()
        .filter(name -> !environment.getOrDefault(name, "").isEmpty())
        .findFirst()
        .map(name -> Map.entry(name, environment.getOrDefault(name, "")));
  }

  /** The variable; empty if it is not set or empty. */
  public Optional<String> variable(String name) {
    return variable(List.of(name)).map(Map.Entry::getValue);
  }
}
