package com.bamotf.webhooks.cli.admin;

import com.bamotf.webhooks.cli.terminal.CommonOptions;
import com.bamotf.webhooks.cli.terminal.ExitCode;
import com.bamotf.webhooks.cli.terminal.Failure;
import com.bamotf.webhooks.cli.terminal.Jsons;
import com.bamotf.webhooks.cli.terminal.Shell;
import com.bamotf.webhooks.cli.terminal.Text;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says whether the server is well, with the exit codes of monitoring plugins. */
@Command(
    name = "status",
    header = "Reports whether the server is healthy and whether anything needs an operator.",
    description = "",
    exitCodeOnInvalidInput = StatusCommand.UNKNOWN,
    exitCodeOnExecutionException = StatusCommand.UNKNOWN,
    footer = {
      "",
      "Exit codes, as for Nagios plugins:",
      "  0  OK",
      "  1  WARNING   the server is degraded, entries are ABANDONED or QUARANTINED, or",
      "               one is PENDING for longer than --max-pending",
      "  2  CRITICAL  the server does not answer, fails, or takes no webhooks",
      "  3  UNKNOWN   wrong usage, wrong URL, or no right to ask",
      "",
      "Examples, with BAMOTF_ADMIN_VIEWER_TOKEN in the environment:",
      "  ${ROOT-COMMAND-NAME} status",
      "  ${ROOT-COMMAND-NAME} status --max-pending PT10M --json",
    })
public final class StatusCommand implements Callable<Integer> {

  static final int WARNING = 1;
  static final int CRITICAL = 2;
  static final int UNKNOWN = 3;

  private static final List<String> NAMES = List.of("OK", "WARNING", "CRITICAL");

  private final Shell shell;

  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final ServerOptions server = new ServerOptions();

  @Option(
      names = "--max-pending",
      paramLabel = "DURATION",
      defaultValue = "PT1H",
      description = "Warn if an entry waits longer than this, in ISO 8601 (PT1H).")
  Duration maxPending;

  public StatusCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    JsonObject summary;
    try {
      summary = server.api(shell).get("/summary", Map.of());
    } catch (Failure e) {
      boolean critical =
          e.exitCode() == ExitCode.NO_ANSWER || e.exitCode() == ExitCode.SERVER_FAILED;
      throw critical ? e.as(CRITICAL, "CRITICAL") : e.as(UNKNOWN, "UNKNOWN");
    }
    List<String> problems = problems(summary);
    int code = isDown(summary) ? CRITICAL : problems.isEmpty() ? ExitCode.OK : WARNING;
    shell.out().println(common.json() ? summary : line(summary, code, problems));
    return code;
  }

  private static boolean isDown(JsonObject summary) {
    return Jsons.shown(health(summary), "status").equals("down");
  }

  private static JsonObject health(JsonObject summary) {
    JsonObject health = summary.getJsonObject("health");
    if (health == null) {
      throw new Failure(
          UNKNOWN, "UNKNOWN: The answer has no health; is --url that of bamotf webhooks?");
    }
    return health;
  }

  private List<String> problems(JsonObject summary) {
    List<String> problems = new ArrayList<>();
    JsonArray known = health(summary).getJsonArray("problems");
    if (known != null) {
      known.getValuesAs(JsonString.class).forEach(each -> problems.add(Jsons.shown(each)));
    }
    for (String status : List.of("ABANDONED", "QUARANTINED")) {
      int count = count(summary, status);
      if (count > 0) {
        problems.add("%s %s; see entries list --status %s".formatted(count, status, status));
      }
    }
    JsonValue oldest = summary.get("oldestPendingSeconds");
    if (oldest instanceof JsonNumber seconds && seconds.longValue() > maxPending.toSeconds()) {
      problems.add(
          "the oldest PENDING entry has been waiting for "
              + Duration.ofSeconds(seconds.longValue()));
    }
    if (problems.isEmpty() && !Jsons.shown(health(summary), "status").equals("ok")) {
      problems.add("health " + Jsons.shown(health(summary), "status"));
    }
    return problems;
  }

  private static int count(JsonObject summary, String status) {
    JsonObject counts = summary.getJsonObject("counts");
    return counts == null ? 0 : counts.getInt(status, 0);
  }

  private static String line(JsonObject summary, int code, List<String> problems) {
    String pending = Text.count(count(summary, "PENDING"), "entry", "entries") + " pending";
    return NAMES.get(code)
        + ": "
        + (problems.isEmpty() ? pending : String.join("; ", problems) + "; " + pending);
  }
}
