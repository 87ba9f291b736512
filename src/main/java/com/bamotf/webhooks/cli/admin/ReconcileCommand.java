package com.bamotf.webhooks.cli.admin;

import com.bamotf.webhooks.cli.terminal.CommonOptions;
import com.bamotf.webhooks.cli.terminal.ExitCode;
import com.bamotf.webhooks.cli.terminal.Jsons;
import com.bamotf.webhooks.cli.terminal.Shell;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Requests a reconciliation, or shows the last one. */
@Command(
    name = "reconcile",
    header = "Has the server look for events that bamotf never delivered.",
    description = {"Requests a run and returns at once; --show says how the last one went.", ""},
    footer = {
      "",
      "Exit codes: 0 requested or shown, 1 reconciliation is off or, with --show, the",
      "last run failed; the rest as in the main --help.",
      "",
      "Examples, with BAMOTF_ADMIN_TOKEN in the environment:",
      "  ${ROOT-COMMAND-NAME} reconcile",
      "  ${ROOT-COMMAND-NAME} reconcile --show",
    })
public final class ReconcileCommand implements Callable<Integer> {

  private static final String PATH = "/reconcile";

  private final Shell shell;

  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final ServerOptions server = new ServerOptions();

  @Option(names = "--show", description = "Show the last run instead.")
  boolean show;

  public ReconcileCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    AdminApi api = server.api(shell);
    if (show) {
      return show(api.get(PATH, Map.of()));
    }
    JsonObject answer = api.post(PATH, JsonValue.EMPTY_JSON_OBJECT);
    shell
        .out()
        .println(
            common.json()
                ? answer
                : "Requested a run at "
                    + Jsons.time(answer, "requestedAt")
                    + "; see how it went with --show.");
    return ExitCode.OK;
  }

  private int show(JsonObject state) {
    JsonArray accounts =
        state.containsKey("accounts") ? state.getJsonArray("accounts") : JsonValue.EMPTY_JSON_ARRAY;
    boolean active = state.getBoolean("active", false);
    boolean failed =
        accounts.getValuesAs(JsonObject.class).stream()
            .anyMatch(account -> !Jsons.shown(account, "problem").isEmpty());
    if (common.json()) {
      shell.out().println(state);
    } else if (active) {
      accounts.getValuesAs(JsonObject.class).forEach(this::print);
    } else {
      shell
          .out()
          .println("Reconciliation is off; to turn it on, set bamotf.api.key on the server.");
    }
    return active && !failed ? ExitCode.OK : ExitCode.NO;
  }

  private void print(JsonObject account) {
    String problem = Jsons.shown(account, "problem");
    shell
        .out()
        .println(
            "Account %s: %s, last success %s, seen %s, missing %s, filled %s%s"
                .formatted(
                    Jsons.shown(account, "account"),
                    account.getBoolean("running", false) ? "running" : "waiting",
                    Jsons.orElse(Jsons.time(account, "succeededAt"), "never"),
                    Jsons.orElse(Jsons.shown(account, "seen"), "0"),
                    Jsons.orElse(Jsons.shown(account, "gaps"), "0"),
                    Jsons.orElse(Jsons.shown(account, "filled"), "0"),
                    problem.isEmpty() ? "" : ". Problem: " + problem));
  }
}
