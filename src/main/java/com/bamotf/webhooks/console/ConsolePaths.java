package com.bamotf.webhooks.console;

import com.bamotf.webhooks.receive.EndpointInitializer;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        .map(
            path ->
                "../".repeat((int) page.chars().filter(c -> c == '/').count())
                    + path.substring(1)
                    + "/")
        .orElse(ConsoleServlet.API.substring(1) + "/");
  }

  /** The JSON by which the page finds the API, and the ledger's if there is one. */
  static String json(String page, Collection<String> mappings, boolean withLedger) {
    String api = api(page, mappings);
    JsonObjectBuilder json = JsonTexts.object().add("api", api);
    if (withLedger) {
      json.add("payments", api.replaceFirst("admin/$", "payments"));
    }
    return json.build().toString();
  }

  /**
   * The path below the context root where this application accepts webhooks, such as {@code
   * api/webhook}; null if it does not.
   */
  static @Nullable String endpoint(HttpServletRequest request) {
    Object paths = request.getServletContext().getAttribute(EndpointInitializer.PATHS);
    return paths instanceof List<?> found && !found.isEmpty()
        ? found.get(0).toString().substring(1)
        : null;
  }

  /** Converts {@code /console/*} to {@code /console}. */
  private static String prefix(String pattern) {
    return pattern.endsWith("/*") ? pattern.substring(0, pattern.length() - 2) : pattern;
  }
}
