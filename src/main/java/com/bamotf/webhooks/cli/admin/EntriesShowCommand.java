package com.bamotf.webhooks.cli.admin;

import com.bamotf.webhooks.cli.terminal.CommonOptions;
import com.bamotf.webhooks.cli.terminal.ExitCode;
import com.bamotf.webhooks.cli.terminal.Jsons;
import com.bamotf.webhooks.cli.terminal.Shell;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows an entry. */
@Command(
    name = "show",
    header = "Shows an entry with its body and history.",
    description = {"The server's audit log records who looked.", ""},
    footer = {
      "",
      "Exit codes: 0 shown, 1 there is no such entry; the rest as in the main",
      "--help.",
      "",
      "Examples, with BAMOTF_ADMIN_TOKEN in the environment:",
      "  ${ROOT-COMMAND-NAME} entries show 42",
      "  ${ROOT-COMMAND-NAME} entries show 42 --json",
    })
public final class EntriesShowCommand implements Callable<Integer> {

  private static final List<String> FACTS =
      List.of(
          "status",
          "event",
          "mode",
          "paymentIntentId",
          "source",
          "signedBy",
          "deliveries",
          "attempts",
          "requeues",
          "created",
          "receivedAt",
          "nextAttemptAt",
          "endedAt",
          "lastError");

  private final Shell shell;

  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final ServerOptions server = new ServerOptions();

  @Parameters(paramLabel = "ID", description = "As entries list shows it.")
  String id;

  public EntriesShowCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    JsonObject entry = server.api(shell).get("/entries/" + EntryIds.check(id), Map.of());
    if (common.json()) {
      shell.out().println(entry);
    } else {
      print(entry);
    }
    return ExitCode.OK;
  }

  private void print(JsonObject entry) {
    shell.out().println("Entry " + Jsons.shown(entry, "id"));
    for (String fact : FACTS) {
      String value = Jsons.shown(entry, fact);
      if (!value.isEmpty()) {
        shell.out().println("  " + label(fact) + ": " + value);
      }
    }
    list(entry, "failures", "Failed attempts", List.of("startedAt", "errorClass", "message"));
    list(entry, "actions", "What people did", List.of("at", "who", "action", "reason"));
    list(entry, "related", "Other entries", List.of("id", "status", "event", "receivedAt"));
    shell.out().println("Body");
    shell.out().println("  " + Jsons.line(entry, "body"));
  }

  private void list(JsonObject entry, String name, String heading, List<String> columns) {
    List<JsonObject> rows =
        entry.containsKey(name)
            ? entry.getJsonArray(name).getValuesAs(JsonObject.class)
            : List.of();
    if (rows.isEmpty()) {
      return;
    }
    shell.out().println(heading);
    for (JsonObject row : rows) {
      List<String> cells = columns.stream().map(column -> Jsons.shown(row, column)).toList();
      shell.out().println("  " + String.join("  ", cells).strip());
    }
  }

  /** {@code receivedAt} as "received at". */
  private static String label(String name) {
    return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
