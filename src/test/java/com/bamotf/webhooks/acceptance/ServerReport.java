package com.bamotf.webhooks.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Notes beside the report of a test what it really ran on, as the server itself says. The table of
 * docs/servers.md is made from these notes.
 */
public final class ServerReport {

  public static final Path FOLDER = Path.of("target", "failsafe-reports");

  private static final Pattern PRODUCT =
      Pattern.compile(
          "(Payara Micro|Payara Server|Eclipse GlassFish|WildFly Preview|WildFly|Open Liberty) +(\\d[\\w.]*)");

  /** Open Liberty is what its features make of it. */
  private static final Pattern PROFILE = Pattern.compile("webProfile-[\\d.]+");

  private static final Pattern DATABASE =
      Pattern.compile("bamotf webhooks started with (\\S+ \\d[\\d.]*)");

  private ServerReport() {}

  public static void write(Class<?> test, ServerProcess server) {
    List<String> lines = lines(server.log(), server.javaVersion());
    try {
      Files.createDirectories(FOLDER);
      Files.write(FOLDER.resolve(test.getName() + ".properties"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> lines(String log, String java) {
    Matcher product = found(PRODUCT, log);
    Matcher profile = PROFILE.matcher(log);
    String features = profile.find() ? " " + profile.group() : "";
    return List.of(
        "server=" + product.group(1) + " " + product.group(2) + features,
        "java=" + java,
        "database=" + found(DATABASE, log).group(1));
  }

  private static Matcher found(Pattern pattern, String log) {
    Matcher matcher = pattern.matcher(log);
    if (!matcher.find()) {
      throw new IllegalStateException("The server's log has no " + pattern);
    }
    return matcher;
  }
}
