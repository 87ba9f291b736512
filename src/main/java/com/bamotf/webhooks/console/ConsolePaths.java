package com.bamotf.webhooks.console;

import com.bamotf.webhooks.console.api.Api;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Collection;

/** Where the console is, relative to the context root. */
final class ConsolePaths {

  private ConsolePaths() {}

  /** The page's path without a trailing slash, such as {@code /console}. */
  static String page(Collection<String> mappings) {
    return mappings.stream()
        .map(ConsolePaths::prefix)
        .filter(path -> !path.endsWith(Api.PATH))
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
        .filter(path -> path.endsWith(Api.PATH))
        .findFirst()
        .map(
            path ->
                "../".repeat((int) page.chars().filter(c -> c == '/').count())
                    + path.substring(1)
                    + "/")
        .orElse(Api.PATH.substring(1) + "/");
  }

  /** The JSON by which the page finds the API, and the ledger's if there is one. */
  static String json(String page, Collection<String> mappings, boolean withLedger) {
    String api = api(page, mappings);
    JsonObjectBuilder json = Json.createObjectBuilder().add("api", api);
    if (withLedger) {
      json.add("payments", api.replaceFirst("admin/$", "payments"));
    }
    return json.build().toString();
  }

  /** Converts {@code /console/*} to {@code /console}. */
  private static String prefix(String pattern) {
    return pattern.endsWith("/*") ? pattern.substring(0, pattern.length() - 2) : pattern;
  }
}
