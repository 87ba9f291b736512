package com.bamotf.webhooks.cli.admin;

import com.bamotf.webhooks.cli.terminal.CommonOptions;
import com.bamotf.webhooks.cli.terminal.ExitCode;
import com.bamotf.webhooks.cli.terminal.Failure;
import com.bamotf.webhooks.cli.terminal.Jsons;
import com.bamotf.webhooks.cli.terminal.Shell;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Requeues entries. */
@Command(
    name = "requeue",
    abbreviateSynopsis = true,
    header = "Requeues entries: they are handled again.",
    description = {
      "Either the entries with these ids, or all that match. Before requeuing all, it",
      "says how many and asks.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 all requeued, 1 some refused or you said no, 4 the token may only",
      "read; the rest as in the main --help.",
      "",
      "Examples, with BAMOTF_ADMIN_TOKEN in the environment:",
      "  ${ROOT-COMMAND-NAME} entries requeue 42 --reason 'Fixed'",
      "  ${ROOT-COMMAND-NAME} entries requeue --all \\",
      "    --status ABANDONED --text NullPointerException --dry-run",
      "  ${ROOT-COMMAND-NAME} entries requeue --all \\",
      "    --status ABANDONED --yes",
    })
public final class EntriesRequeueCommand implements Callable<Integer> {

  private final Shell shell;

  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final ServerOptions server = new ServerOptions();
  @Mixin final FilterOptions filter = new FilterOptions();

  @Parameters(paramLabel = "ID", arity = "0..*", description = "As entries list shows it.")
  List<String> ids = new ArrayList<>();

  @Option(names = "--all", description = "All entries that match the options below.")
  boolean all;

  @Option(names = "--dry-run", description = "Only count.")
  boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  boolean yes;

  @Option(names = "--force", description = "Also requeue entries that were handled or superseded.")
  boolean force;

  @Option(names = "--reason", paramLabel = "TEXT", description = "For the audit log.")
  @Nullable String reason;

  public EntriesRequeueCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (all == !ids.isEmpty()) {
      throw Failure.usage("Give either the ids of entries, or --all with options that select them");
    }
    boolean selects = !filter.parameters().isEmpty();
    if (all && !selects) {
      throw Failure.usage(
          "--all needs at least one option that selects, such as --status ABANDONED");
    }
    if (!all && (selects || dryRun)) {
      throw Failure.usage("--dry-run and the options that select belong to --all; leave them out");
    }
    ids.forEach(EntryIds::check);
    AdminApi api = server.api(shell);
    return all
        ? new BulkRequeue(shell, api, common.json(), filter.parameters()).run(change(), dryRun, yes)
        : each(api);
  }

  private int each(AdminApi api) throws InterruptedException {
    int exitCode = ExitCode.OK;
    for (String id : ids) {
      try {
        JsonObject entry = api.post("/entries/" + id + "/requeue", change().build());
        shell.out().println(common.json() ? entry : "Requeued entry " + Jsons.shown(entry, "id"));
      } catch (Failure refused) {
        if (refused.exitCode() != ExitCode.NO) {
          throw refused;
        }
        shell.err().println("Entry " + id + ": " + refused.sentence());
        exitCode = ExitCode.NO;
      }
    }
    return exitCode;
  }

  private JsonObjectBuilder change() {
    JsonObjectBuilder change = Jsons.object().add("force", force);
    return reason == null ? change : change.add("reason", reason);
  }
}
