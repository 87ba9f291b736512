package com.bamotf.webhooks.cli.admin;

import com.bamotf.webhooks.cli.terminal.ExitCode;
import com.bamotf.webhooks.cli.terminal.Failure;
import com.bamotf.webhooks.cli.terminal.Jsons;
import com.bamotf.webhooks.cli.terminal.Shell;
import com.bamotf.webhooks.cli.terminal.Text;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads a list page by page, until there are enough or there is no more, and prints it. */
final class Pages {

  static final int MAX_LIMIT = 100_000;

  /** Reads one page. */
  @FunctionalInterface
  interface Page {
    JsonObject read(Map<String, String> query) throws InterruptedException;
  }

  private final int limit;
  private final int maxPage;
  private final Map<String, String> query;
  private final List<JsonObject> found = new ArrayList<>();
  private boolean more;

  Pages(int limit, int maxPage, Map<String, String> query) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Failure.usage("--limit %s is not from 1 to %s".formatted(limit, MAX_LIMIT));
    }
    this.limit = limit;
    this.maxPage = maxPage;
    this.query = new LinkedHashMap<>(query);
  }

  /**
   * @param list the name of the array in a page
   * @param position the parameter that continues the list: {@code offset} counts what was read, any
   *     other takes the page's next
   */
  Pages read(Page page, String list, String position) throws InterruptedException {
    do {
      query.put("limit", String.valueOf(Math.min(maxPage, limit - found.size())));
      JsonObject answer = page.read(query);
      JsonArray rows = answer.getJsonArray(list);
      if (rows == null) {
        throw new Failure(
            ExitCode.SERVER_FAILED,
            "The answer has no %s; is --url that of bamotf webhooks?".formatted(list));
      }
      found.addAll(rows.getValuesAs(JsonObject.class));
      String next = Jsons.shown(answer, "next");
      more = !next.isEmpty() && !rows.isEmpty();
      query.put(position, position.equals("offset") ? String.valueOf(found.size()) : next);
    } while (more && found.size() < limit);
    return this;
  }

  /**
   * Prints what was read: as JSON one line each, or as a table.
   *
   * @param nothing what to print instead of an empty table
   */
  void print(
      Shell shell,
      boolean json,
      String nothing,
      List<String> heading,
      Function<JsonObject, List<String>> row) {
    if (json) {
      found.forEach(shell.out()::println);
    } else if (found.isEmpty()) {
      shell.out().println(nothing);
    } else {
      Text.table(heading, found.stream().map(row).toList()).forEach(shell.out()::println);
      if (more) {
        shell.out().println("There are more; list them with a larger --limit.");
      }
    }
  }
}
