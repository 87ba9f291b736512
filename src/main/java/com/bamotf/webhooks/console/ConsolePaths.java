package com.bamotf.webhooks.console;

import java.util.Collection;

/** Where the console is, relative to the context root. */
final class ConsolePaths {

  private ConsolePaths() {}

  /** The page's path without a trailing slash, such as {@code /console}. */
  static String page(Collection<String> mappings) {
    return mappings.stream()
        .map(ConsolePaths::prefix)
        .filter(path -> !path.endsWith(ConsoleServlet.API))
        .findFirst()
        .orElse("");
  }

  /**
   * The API's path, relative to the page, with a trailing slash: in the WAR, which maps it beside
   * the page, {@code ../api/admin/}; otherwise {@code api/admin/}. So the page works behind a proxy
   * that changes the path.
   *
   * @param page the page's path, such as {@code /console}
   */
  static String api(String page, Collection<String> mappings) {
    return mappings.stream()
        .map(ConsolePaths::prefix)
        .filter(path -> path.endsWith(ConsoleServlet.API))
        .findFirst()
        .map(path -> "../".repeat((int) page.chars().filter(c -> c == '/').count()) + path.substring(1) + "/")
        .orElse(ConsoleServlet.API.substring(1) + "/");
  }

  /** Converts {@code /console/*} to {@code /console}. */
  private static String prefix(String pattern) {
    return pattern.endsWith("/*") ? pattern.substring(0, pattern.length() - 2) : pattern;
  }
}
