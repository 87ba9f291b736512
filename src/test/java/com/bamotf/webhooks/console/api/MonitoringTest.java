package com.bamotf.webhooks.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.telemetry.Exposition;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/monitoring says and queries is what the server exports. */
class MonitoringTest {

  private static final Path DOCS = Path.of("docs", "monitoring");
  private static final Pattern METRIC = Pattern.compile("\\bbamotf_[a-z_]+");
  private static final Pattern LABEL = Pattern.compile("([a-z]+)!?=\\\\?\"([^\"\\\\]*)\\\\?\"");

  @ParameterizedTest
  @ValueSource(strings = {"alerts.yaml", "dashboard.json"})
  void queriesOnlyWhatIsExported(String file) throws IOException {
    String text = Files.readString(DOCS.resolve(file));
    assertThat(found(METRIC, text)).hasSizeGreaterThan(5);
    assertThat(exported().names()).containsAll(found(METRIC, text));
    Set<String> labels =
        Stream.concat(
                Stream.of(EntryStatus.values()).map(status -> "status=\"" + status + "\""),
                exported().samples().keySet().stream()
                    .flatMap(sample -> found(LABEL, sample).stream()))
            .collect(Collectors.toSet());
    assertThat(text.lines().filter(line -> line.contains("expr")).toList())
        .allSatisfy(
            line ->
                assertThat(labels)
                    .containsAll(
                        found(LABEL, line).stream()
                            .map(label -> label.replace("!", "").replace("\\", ""))
                            .toList()));
  }

  @Test
  void theTableHasEachMetric() throws IOException {
    Set<String> documented =
        Files.readAllLines(DOCS.resolve("README.md")).stream()
            .filter(line -> line.startsWith("| `bamotf_"))
            .map(line -> found(METRIC, line).iterator().next())
            .collect(Collectors.toSet());
    Set<String> metrics = new HashSet<>();
    exported()
        .types()
        .forEach((name, type) -> metrics.add(type.equals("counter") ? name + "_total" : name));
    assertThat(documented).isEqualTo(metrics);
  }

  @Test
  void theTableHasEachValueOfALabel() throws IOException {
    String text = Files.readString(DOCS.resolve("README.md"));
    Stream.of("outcome", "reason")
        .flatMap(
            label ->
                exported().samples().keySet().stream()
                    .flatMap(sample -> found(LABEL, sample).stream())
                    .filter(found -> found.startsWith(label + "=")))
        .map(found -> found.replaceAll(".*=|\"", ""))
        .forEach(value -> assertThat(text).contains("`" + value + "`"));
  }

  @Test
  void eachPanelOfTheDashboardHasAQuery() throws IOException {
    try (JsonReader reader =
        Json.createReader(Files.newBufferedReader(DOCS.resolve("dashboard.json")))) {
      List<JsonObject> panels =
          reader.readObject().getJsonArray("panels").getValuesAs(JsonObject.class);
      assertThat(panels)
          .hasSizeGreaterThan(8)
          .allSatisfy(
              panel ->
                  assertThat(panel.getJsonArray("targets"))
                      .isNotEmpty()
                      .allSatisfy(target -> assertThat(expression(target)).contains("bamotf_")));
    }
  }

  private static String expression(JsonValue target) {
    return ((JsonString) target.asJsonObject().get("expr")).getString();
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** With an account, so that there is something to reconcile. */
  private static Exposition exported() {
    Console console = new Console();
    console.accounts.add(MetricsHandlerTest.account(1, Console.TIME));
    return Exposition.parse(Console.text(console.get("/metrics")));
  }
}
