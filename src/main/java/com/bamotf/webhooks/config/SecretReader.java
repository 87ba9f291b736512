package com.bamotf.webhooks.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Reads secrets, API keys and tokens, each from its setting or from a file that a second setting
 * names. Not thread-safe.
 */
final class SecretReader {

  /** How many secrets or API keys there may be. */
  static final int MAX_NUMBER = 9;

  /** The end of the name of the setting that names a file. */
  static final String FILE = ".file";

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}");

  /** What Java puts in place of bytes that are not valid in the charset of the environment. */
  private static final char UNDECODABLE = '\uFFFD';

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Config config;
  private final ValueReader values;
  private final List<String> warnings = new ArrayList<>();

  SecretReader(Config config, ValueReader values) {
    this.config = config;
    this.values = values;
  }

  /** What is probably a mistake but allowed; without secrets. */
  List<String> warnings() {
    return warnings;
  }

  /** All secrets of a kind by their number. */
  Map<Integer, Secret> secrets(Setting first) {
    Map<Integer, Secret> secrets = new TreeMap<>();
    for (int i = 1; i <= MAX_NUMBER; i++) {
      int number = i;
      secret(numbered(first, i)).ifPresent(secret -> secrets.put(number, secret));
    }
    return secrets;
  }

  static String numbered(Setting first, int number) {
    return number == 1 ? first.key() : first.key() + "." + number;
  }

  /** Returns empty if there is none, or if there is a problem with it. */
  Optional<Secret> secret(String key) {
    String fileKey = key + FILE;
    String path = values.value(fileKey, Setting.WEBHOOK_SECRET_FILE, text -> text);
    String given = given(key);
    if (!path.isEmpty() && !given.isEmpty()) {
      values.addProblem("%s and %s are both set; set only one of them".formatted(key, fileKey));
      return Optional.empty();
    }
    String secret = path.isEmpty() ? given : inFile(fileKey, path);
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    String oddity = oddity(secret);
    if (oddity != null) {
      warnings.add((path.isEmpty() ? key : fileKey) + " " + oddity);
    }
    return Optional.of(new Secret(secret));
  }

  /**
   * The raw value: MicroProfile Config would expand {@code ${…}} and unescape within a secret, and
   * so change it. Only a value that is one whole reference is resolved.
   *
   * <p>If nothing is there for a reference, some servers throw, some return nothing, and some
   * return the reference.
   */
  private String given(String key) {
    String value = null;
    try {
      value = config.getConfigValue(key).getRawValue();
      if (value == null || isReference(value)) {
        String resolved = config.getOptionalValue(key, String.class).orElse("");
        boolean dangling = value != null && resolved.isEmpty() && value.indexOf(':') < 0;
        value = dangling ? value : resolved;
      }
    } catch (NoSuchElementException e) {
      value = "${}";
    }
    if (!REFERENCE.matcher(value).find()) {
      return value;
    }
    values.addProblem(
        "%s holds a reference, ${…}, that is not resolved: it refers to something that is not set, or it is only a part of the value. Set what it refers to, or set %s to the secret itself. If the secret really contains ${…}, put it into a file and name that in %s"
            .formatted(key, key, key + FILE));
    return "";
  }

  private static boolean isReference(String value) {
    return value.startsWith("${") && value.indexOf('}') == value.length() - 1;
  }

  private String inFile(String key, String path) {
    String problem;
    String shown = path;
    try {
      Path file = Path.of(path).toAbsolutePath();
      shown = file.toString();
      return SecretFile.read(file);
    } catch (IOException e) {
      problem = String.valueOf(e.getMessage());
    } catch (IllegalArgumentException e) {
      problem = "it is not the path of a file";
    }
    values.addProblem(
        "%s is \"%s\", which cannot be used: %s. Allowed is a file that the server may read, with 1 to %s bytes of UTF-8; the last newline is ignored"
            .formatted(key, shown, problem, SecretFile.MAX_SIZE));
    return "";
  }

  /** What is probably a mistake in a secret, which is used as it is all the same. */
  private static @Nullable String oddity(String secret) {
    char first = secret.charAt(0);
    char last = secret.charAt(secret.length() - 1);
    if (Character.isWhitespace(first) || Character.isWhitespace(last)) {
      return "begins or ends with a space or a line break";
    }
    if (first == BYTE_ORDER_MARK) {
      return "begins with a byte order mark";
    }
    if (secret.length() > 1 && first == last && (first == '"' || first == '\'')) {
      return "is enclosed in quotes";
    }
    return secret.indexOf(UNDECODABLE) < 0
        ? null
        : "contains a character that Java could not decode; check the locale of the server's process (LANG)";
  }
}
