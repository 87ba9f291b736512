package com.bamotf.webhooks.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.console.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The API is what docs/admin-api.yaml says. */
class RoutesTest {

  private static final Pattern PATH = Pattern.compile("^  (/\\S+):$");
  private static final Pattern METHOD = Pattern.compile("^    (get|put|post|delete|patch):$");

  private final List<Route> routes = new Console().routes.all();

  @Test
  void areThoseOfTheDocument() throws IOException {
    assertThat(routes.stream().map(route -> route.method() + " " + route.template()))
        .containsExactlyInAnyOrderElementsOf(documented());
  }

  @Test
  void changesNeedAnOperatorExceptSigningInAndAskingTheDoctor() {
    assertThat(
            routes.stream()
                .filter(route -> !route.method().equals("GET"))
                .filter(route -> route.role() != Role.OPERATOR)
                .map(route -> route.method() + " " + route.template()))
        .containsExactlyInAnyOrder("POST /session", "DELETE /session", "POST /verify");
  }

  @Test
  void aScraperReadsOnlyTheMetrics() {
    assertThat(routes.stream().filter(route -> route.role() == Role.SCRAPER).map(Route::template))
        .containsExactly("/metrics");
  }

  @Test
  void onlyTheSessionIsForEverybody() {
    assertThat(
            routes.stream()
                .filter(route -> route.role() == null)
                .map(Route::template)
                .collect(Collectors.toSet()))
        .containsExactly("/session");
  }

  private static TreeSet<String> documented() throws IOException {
    TreeSet<String> found = new TreeSet<>();
    String path = "";
    boolean inPaths = false;
    for (String line : Files.readAllLines(Path.of("docs", "admin-api.yaml"))) {
      if (line.matches("^\\S.*")) {
        inPaths = line.equals("paths:");
      }
      Matcher method = METHOD.matcher(line);
      Matcher start = PATH.matcher(line);
      if (inPaths && start.matches()) {
        path = start.group(1);
      } else if (inPaths && method.matches()) {
        found.add(method.group(1).toUpperCase(Locale.ROOT) + " " + path);
      }
    }
    assertThat(found).hasSizeGreaterThan(15);
    return found;
  }
}
