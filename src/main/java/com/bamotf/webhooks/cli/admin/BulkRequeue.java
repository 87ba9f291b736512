package com.bamotf.webhooks.cli.admin;

import com.bamotf.webhooks.cli.terminal.ExitCode;
import com.bamotf.webhooks.cli.terminal.Failure;
import com.bamotf.webhooks.cli.terminal.Jsons;
import com.bamotf.webhooks.cli.terminal.ProgressBar;
import com.bamotf.webhooks.cli.terminal.Shell;
import com.bamotf.webhooks.cli.terminal.Text;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.Map;

/** Requeues all that match: counts, asks, starts the server's job and waits for its end. */
final class BulkRequeue {

  private static final String PATH = "/entries/requeue";
  private static final Duration POLL = Duration.ofSeconds(1);

  private final Shell shell;
  private final AdminApi api;
  private final boolean json;
  private final JsonObject filter;

  BulkRequeue(Shell shell, AdminApi api, boolean json, Map<String, String> filter) {
    this.shell = shell;
    this.api = api;
    this.json = json;
    JsonObjectBuilder builder = Jsons.object();
    filter.forEach(builder::add);
    this.filter = builder.build();
  }

  int run(JsonObjectBuilder change, boolean dryRun, boolean yes) throws InterruptedException {
    JsonObject counted =
        api.post(PATH, Jsons.object().add("filter", filter).add("dryRun", true).build());
    if (dryRun && json) {
      shell.out().println(counted);
    }
    if (dryRun) {
      say(question(counted, "."));
      return ExitCode.OK;
    }
    if (counted.getInt("count", 0) == 0) {
      say("No entries match.");
      return ExitCode.OK;
    }
    if (!yes && !confirmed(question(counted, ". Requeue them? (y/N)"))) {
      shell.err().println("Nothing was requeued.");
      return ExitCode.NO;
    }
    return start(
        change
            .add("filter", filter)
            .add("upTo", counted.getString("upTo"))
            .add("asOf", counted.getString("asOf"))
            .build());
  }

  private static String question(JsonObject counted, String end) {
    int conflicts = counted.getInt("conflicts", 0);
    String refused =
        conflicts == 0 ? "" : ", " + conflicts + " of which would be refused without --force";
    return Text.count(counted.getInt("count", 0), "entry matches", "entries match") + refused + end;
  }

  private boolean confirmed(String question) {
    if (!shell.prompt().isThere()) {
      throw Failure.usage(
          "There is no terminal to ask for confirmation; check with --dry-run, then add --yes");
    }
    String answer = shell.prompt().line(question);
    return answer != null && answer.strip().equalsIgnoreCase("y");
  }

  private int start(JsonObject request) throws InterruptedException {
    JsonObject job = api.post(PATH, request);
    ProgressBar bar = new ProgressBar(shell, Math.max(1, job.getInt("total", 0)));
    while (job.getString("state").equals("running")) {
      shell.pause().pause(POLL);
      job = api.get("/jobs/" + job.getString("id"), Map.of());
      bar.show(job.getInt("done", 0) + (long) job.getInt("refused", 0));
    }
    bar.end();
    if (json) {
      shell.out().println(job);
    }
    int refused = job.getInt("refused", 0);
    say("Requeued %s, refused %s.".formatted(job.getInt("done", 0), refused));
    if (job.getString("state").equals("done")) {
      return refused == 0 ? ExitCode.OK : ExitCode.NO;
    }
    String problem = Jsons.shown(job, "problem");
    throw new Failure(
        ExitCode.NO,
        "The job ended early (%s%s); start the requeue again to continue"
            .formatted(job.getString("state"), problem.isEmpty() ? "" : ": " + problem));
  }

  private void say(String line) {
    if (!json) {
      shell.out().println(line);
    }
  }
}
