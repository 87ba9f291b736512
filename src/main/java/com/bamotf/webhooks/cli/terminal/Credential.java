package com.bamotf.webhooks.cli.terminal;

import com.bamotf.webhooks.config.Secret;
import com.bamotf.webhooks.config.SecretFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A secret or token from outside of the command line, where every user of the machine could read
 * it.
 *
 * @param secret the value as it is, neither trimmed nor decoded
 * @param origin where it came from, for messages
 */
public record Credential(Secret secret, String origin) {

  private static final String FILE_SUFFIX = "_FILE";

  /**
   * Looks in the file of the option, then in the variables, then in the files that the variables'
   * names with {@code _FILE} name.
   */
  public static Optional<Credential> find(
      Shell shell, String option, @Nullable Path file, List<String> variables) {
    if (file != null) {
      return Optional.of(inFile(file, option + " " + file));
    }
    Optional<Map.Entry<String, String>> found = shell.variable(variables);
    if (found.isPresent()) {
      return found.map(each -> new Credential(new Secret(each.getValue()), each.getKey()));
    }
    return shell
        .variable(variables.stream().map(name -> name + FILE_SUFFIX).toList())
        .map(each -> inFile(path(each), each.getKey()));
  }

  /** Asks for it; empty if nobody is there. An empty answer is a failure. */
  public static Optional<Credential> ask(Shell shell, String question) {
    if (!shell.prompt().isThere()) {
      return Optional.empty();
    }
    String answer = shell.prompt().secret(question);
    if (answer == null || answer.isEmpty()) {
      throw Failure.usage("Nothing was entered");
    }
    return Optional.of(new Credential(new Secret(answer), "the prompt"));
  }

  private static Path path(Map.Entry<String, String> variable) {
    try {
      return Path.of(variable.getValue());
    } catch (IllegalArgumentException e) {
      throw Failure.usage("%s is not the path of a file".formatted(variable.getKey()));
    }
  }

  private static Credential inFile(Path file, String origin) {
    try {
      return new Credential(new Secret(SecretFile.read(file)), origin);
    } catch (IOException e) {
      throw Failure.usage(
          "%s cannot be used: %s; name a file of 1 to %s bytes of UTF-8 that you may read"
              .formatted(origin, e.getMessage(), SecretFile.MAX_SIZE));
    }
  }
}
