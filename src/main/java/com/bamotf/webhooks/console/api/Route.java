package com.bamotf.webhooks.console.api;

import com.bamotf.webhooks.console.access.Role;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A method and a path of the API, and who answers it.
 *
 * @param template such as {@code /entries/{id}/body}; an id of an entry is decimal
 * @param role what the caller needs; null if everybody may call it
 */
record Route(String method, String template, @Nullable Role role, Handler handler) {

  /** Answers requests. */
  @FunctionalInterface
  interface Handler {
    ApiAnswer handle(Call call) throws SQLException, InterruptedException;
  }

  /** The parts of the path by name; null if it is another path. */
  @Nullable Map<String, String> match(String path) {
    String[] names = template.split("/", -1);
    String[] parts = path.split("/", -1);
    if (names.length != parts.length) {
      return null;
    }
    Map<String, String> found = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      if (names[i].startsWith("{")) {
        found.put(names[i].substring(1, names[i].length() - 1), parts[i]);
      } else if (!names[i].equals(parts[i])) {
        return null;
      }
    }
    boolean decimal = !template.startsWith("/entries/") || isDecimal(found.get("id"));
    return decimal ? found : null;
  }

  private static boolean isDecimal(@Nullable String id) {
    return id == null || id.matches("[0-9]+");
  }
}
