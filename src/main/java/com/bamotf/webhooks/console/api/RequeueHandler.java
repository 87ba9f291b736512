package com.bamotf.webhooks.console.api;

import com.bamotf.webhooks.console.access.Role;
import com.bamotf.webhooks.inbox.admin.Actor;
import com.bamotf.webhooks.inbox.admin.EntrySelection;
import com.bamotf.webhooks.inbox.admin.InboxAdmin;
import com.bamotf.webhooks.inbox.admin.RequeueJob;
import com.bamotf.webhooks.inbox.admin.RequeueJobs;
import com.bamotf.webhooks.inbox.admin.RequeuePreview;
import com.bamotf.webhooks.inbox.admin.RequeueResult;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requeues one entry, or all that match in the background. */
@Singleton
class RequeueHandler {

  private static final int MAX_REASON = 500;

  private final InboxAdmin admin;
  private final RequeueJobs jobs;
  private final Audit audit;

  @Inject
  RequeueHandler(InboxAdmin admin, RequeueJobs jobs, Audit audit) {
    this.admin = admin;
    this.jobs = jobs;
    this.audit = audit;
  }

  List<Route> routes() {
    return List.of(
        new Route("POST", "/entries/{id}/requeue", Role.OPERATOR, this::one),
        new Route("POST", "/entries/requeue", Role.OPERATOR, this::all),
        new Route("GET", "/jobs/{id}", Role.VIEWER, call -> job(call, jobs.find(call.path("id")))),
        new Route("DELETE", "/jobs/{id}", Role.OPERATOR, this::cancel));
  }

  private Answer one(Call call) throws SQLException, IOException {
    JsonObject json = call.json();
    long id = call.id();
    RequeueResult result = admin.requeue(id, Call.flag(json, "force"), actor(call, json));
    if (result instanceof RequeueResult.Refused refused) {
      throw Problem.conflict(refused.reason(), refused.conflict());
    }
    return admin
        .find(id)
        .map(entry -> Answer.ok(EntryJson.entry(entry)))
        .orElseThrow(
            () -> Problem.of(404, "There is no entry " + id + "; retention may have deleted it"));
  }

  private Answer all(Call call) throws SQLException, IOException {
    JsonObject json = call.json();
    EntrySelection selection = Parameters.filter(Call.object(json, "filter"));
    if (Call.flag(json, "dryRun")) {
      return preview(admin.preview(selection));
    }
    String upTo = Call.text(json, "upTo");
    if (upTo == null) {
      throw Problem.of(
          400,
          "Send the request with \"dryRun\": true first, and then with the \"upTo\" of its answer");
    }
    return start(call, json, selection, Parameters.id("upTo", upTo));
  }

  private Answer start(Call call, JsonObject json, EntrySelection selection, long upTo)
      throws SQLException {
    boolean force = Call.flag(json, "force");
    RequeueJob job;
    try {
      job = jobs.start(selection, upTo, force, actor(call, json));
    } catch (IllegalStateException e) {
      throw Problem.of(503, String.valueOf(e.getMessage()));
    }
    String detail =
        "job %s: %s entries up to %s%s with %s"
            .formatted(
                job.id(),
                job.total(),
                upTo,
                force ? ", forced," : "",
                json.getOrDefault("filter", JsonValue.EMPTY_JSON_OBJECT));
    // The audit has each entry as well, in the transaction of its requeue.
    audit.addIfPossible(call.caller(), "requeued all", detail, reason(json));
    return Answer.json(202, EntryJson.job(job));
  }

  private static Answer preview(RequeuePreview preview) {
    return Answer.ok(
        JsonTexts.object()
            .add("count", preview.count())
            .add("conflicts", preview.conflicts())
            .add("upTo", JsonTexts.text(preview.upTo() == 0 ? null : preview.upTo())));
  }

  private static Answer job(Call call, Optional<RequeueJob> job) {
    return Answer.ok(
        EntryJson.job(
            job.orElseThrow(
                () ->
                    Problem.of(
                        404,
                        "This server has no job %s; a job ends with its server. To continue, start it again"
                            .formatted(call.path("id"))))));
  }

  /** Works while the audit cannot be written, since it prevents changes. */
  private Answer cancel(Call call) {
    Optional<RequeueJob> job = jobs.cancel(call.path("id"));
    if (job.isPresent()) {
      audit.addIfPossible(call.caller(), "canceled a job", "job " + call.path("id"), null);
    }
    return job(call, job);
  }

  private static Actor actor(Call call, JsonObject json) {
    return Audit.actor(call.caller(), reason(json));
  }

  private static @Nullable String reason(JsonObject json) {
    return Call.text(json, "reason", MAX_REASON);
  }
}
