package com.bamotf.webhooks.cli.admin;

import com.bamotf.webhooks.cli.terminal.CommonOptions;
import com.bamotf.webhooks.cli.terminal.ExitCode;
import com.bamotf.webhooks.cli.terminal.Jsons;
import com.bamotf.webhooks.cli.terminal.Shell;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists entries. */
@Command(
    name = "list",
    abbreviateSynopsis = true,
    header = "Lists entries, newest first.",
    description = "",
    footer = {
      "",
      "With --json, one line for each entry.",
      "Exit codes: 0 listed, even if none match; the rest as in the main --help.",
      "",
      "Examples, with BAMOTF_ADMIN_TOKEN in the environment:",
      "  ${ROOT-COMMAND-NAME} entries list",
      "  ${ROOT-COMMAND-NAME} entries list \\",
      "    --status ABANDONED,QUARANTINED --from 2026-11-24T00:00:00Z",
      "  ${ROOT-COMMAND-NAME} entries list --limit 1 --json",
    })
public final class EntriesListCommand implements Callable<Integer> {

  private static final int MAX_ERROR = 70;
  private static final int MAX_PAGE = 200;

  private final Shell shell;

  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final ServerOptions server = new ServerOptions();
  @Mixin final FilterOptions filter = new FilterOptions();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "Maximum number to list (50).")
  int limit;

  public EntriesListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    AdminApi api = server.api(shell);
    new Pages(limit, MAX_PAGE, filter.parameters())
        .read(query -> api.get("/entries", query), "entries", "after")
        .print(
            shell,
            common.json(),
            "No entries match.",
            List.of("ID", "STATUS", "RECEIVED", "EVENT", "PAYMENT INTENT", "LAST ERROR"),
            EntriesListCommand::row);
    return ExitCode.OK;
  }

  private static List<String> row(JsonObject entry) {
    String error = Jsons.shown(entry, "lastError");
    return List.of(
        Jsons.shown(entry, "id"),
        Jsons.shown(entry, "status"),
        Jsons.time(entry, "receivedAt"),
        Jsons.shown(entry, "event"),
        Jsons.shown(entry, "paymentIntentId"),
        error.length() > MAX_ERROR ? error.substring(0, MAX_ERROR) + "..." : error);
  }
}
