package com.bamotf.webhooks.cli.admin;

import com.bamotf.webhooks.cli.terminal.CommonOptions;
import com.bamotf.webhooks.cli.terminal.ExitCode;
import com.bamotf.webhooks.cli.terminal.Jsons;
import com.bamotf.webhooks.cli.terminal.Shell;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists payments. */
@Command(
    name = "list",
    abbreviateSynopsis = true,
    header = "Lists the payments that the WAR knows, newest first.",
    description = "",
    footer = {
      "",
      "With --json, one line for each payment.",
      "Exit codes: 0 listed, even if none match; the rest as in the main --help.",
      "",
      "Examples, with BAMOTF_ADMIN_TOKEN in the environment:",
      "  ${ROOT-COMMAND-NAME} payments list --status succeeded",
      "  ${ROOT-COMMAND-NAME} payments list --text 17 --limit 5 --json",
    })
public final class PaymentsListCommand implements Callable<Integer> {

  private static final int MAX_PAGE = 500;

  private final Shell shell;

  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final ServerOptions server = new ServerOptions();

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "pending, processing, succeeded, canceled or paid_late.")
  @Nullable String status;

  @Option(names = "--mode", paramLabel = "MODE", description = "Such as prod or test.")
  @Nullable String mode;

  @Option(names = "--currency", paramLabel = "CODE", description = "Such as BTC or EUR.")
  @Nullable String currency;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "Part of the id, address or description, or a whole transaction id.")
  @Nullable String text;

  @Option(names = "--from", paramLabel = "TIME", description = "Created then or later.")
  @Nullable Instant from;

  @Option(names = "--to", paramLabel = "TIME", description = "Created before.")
  @Nullable Instant to;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "Maximum number to list (50).")
  int limit;

  public PaymentsListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    AdminApi api = server.api(shell);
    new Pages(limit, MAX_PAGE, query())
        .read(api::payments, "data", "offset")
        .print(
            shell,
            common.json(),
            "No payments match.",
            List.of("PAYMENT INTENT", "MODE", "STATUS", "AMOUNT", "RECEIVED SAT", "CREATED"),
            PaymentsListCommand::row);
    return ExitCode.OK;
  }

  private Map<String, String> query() {
    Map<String, String> query = new LinkedHashMap<>();
    FilterOptions.put(query, "status", status);
    FilterOptions.put(query, "mode", mode);
    FilterOptions.put(query, "currency", currency);
    FilterOptions.put(query, "q", text);
    FilterOptions.put(query, "from", from);
    FilterOptions.put(query, "to", to);
    return query;
  }

  private static List<String> row(JsonObject payment) {
    return List.of(
        Jsons.shown(payment, "id"),
        Jsons.shown(payment, "mode"),
        Jsons.shown(payment, "status"),
        Jsons.shown(payment, "amount") + " " + Jsons.shown(payment, "currency"),
        Jsons.shown(payment, "received"),
        Jsons.time(payment, "createdAt"));
  }
}
