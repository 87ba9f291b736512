package com.bamotf.webhooks.console.api;

import com.bamotf.webhooks.console.access.Role;
import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.inbox.admin.Actor;
import com.bamotf.webhooks.inbox.admin.EntrySelection;
import com.bamotf.webhooks.inbox.admin.InboxAdmin;
import com.bamotf.webhooks.inbox.admin.RequeueJob;
import com.bamotf.webhooks.inbox.admin.RequeueJobs;
import com.bamotf.webhooks.inbox.admin.RequeuePreview;
import com.bamotf.webhooks.inbox.admin.RequeueResult;
import com.bamotf.webhooks.inbox.admin.StoredEntry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Instant;
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

  private ApiAnswer one(Call call) throws SQLException {
    JsonObject json = call.json();
    Call.allowOnly(json, "force", "reason", "seen");
    boolean force = Call.flag(json, "force");
    Actor by = actor(call, json);
    JsonObject seen = Call.object(json, "seen");
    StoredEntry entry = entry(call.id());
    if (seen != null) {
      requireUnchanged(entry, seen);
    }
    RequeueResult result = admin.requeue(entry, force, by);
    if (result instanceof RequeueResult.Refused refused) {
      throw Problem.of(refused);
    }
    return ApiAnswer.ok(EntryJson.entry(entry(call.id())));
  }

  private StoredEntry entry(long id) throws SQLException {
    return admin.find(id).orElseThrow(() -> Problem.noEntry(id));
  }

  private static void requireUnchanged(StoredEntry entry, JsonObject seen) {
    EntryStatus status = Parameters.one(EntryStatus.class, "status", Call.text(seen, "status"));
    Long requeues = Call.number(seen, "requeues");
    if (status == null || requeues == null) {
      throw Problem.of(400, "\"seen\" needs the \"status\" and the \"requeues\" of the entry");
    }
    if (status != entry.status() || requeues != entry.requeues()) {
      throw Problem.of(
          new RequeueResult.Refused(
              "Entry %s is %s now, requeued %s times; check it again"
                  .formatted(entry.id(), entry.status(), entry.requeues()),
              null,
              false));
    }
  }

  private ApiAnswer all(Call call) throws SQLException {
    JsonObject json = call.json();
    Call.allowOnly(json, "filter", "dryRun", "upTo", "asOf", "force", "reason");
    JsonObject filter = Call.object(json, "filter");
    if (filter == null) {
      throw Problem.of(400, "\"filter\" is missing; {} selects all entries");
    }
    EntrySelection selection = Parameters.filter(filter);
    if (Call.flag(json, "dryRun")) {
      return preview(admin.preview(selection));
    }
    String upTo = Call.text(json, "upTo");
    Optional<Instant> asOf = Parameters.time("asOf", Call.text(json, "asOf"));
    boolean force = Call.flag(json, "force");
    if (upTo == null || (force && asOf.isEmpty())) {
      throw Problem.of(
          400,
          "First send the request with \"dryRun\": true. Then send it with the \"upTo\" from that answer, and also its \"asOf\" if you use \"force\"");
    }
    // Without force nothing that was handled is repeated, whenever that was.
    long last = Parameters.id("upTo", upTo);
    return start(call, json, selection, last, asOf.orElse(Instant.MAX), force);
  }

  private ApiAnswer start(
      Call call, JsonObject json, EntrySelection selection, long upTo, Instant asOf, boolean force)
      throws SQLException {
    RequeueJob job;
    try {
      job = jobs.start(selection, upTo, asOf, force, actor(call, json));
    } catch (IllegalStateException e) {
      throw Problem.of(503, String.valueOf(e.getMessage()));
    }
    String detail =
        "job %s: %s entries up to %s%s with %s"
            .formatted(job.id(), job.total(), upTo, force ? ", forced," : "", json.get("filter"));
    // The audit has each entry as well, in the transaction of its requeue.
    audit.addIfPossible(call.caller(), "requeued all", detail, reason(json));
    return ApiAnswer.json(202, EntryJson.job(job));
  }

  private static ApiAnswer preview(RequeuePreview preview) {
    return ApiAnswer.ok(
        JsonTexts.object()
            .add("count", preview.count())
            .add("conflicts", preview.conflicts())
            .add("upTo", JsonTexts.text(preview.upTo() == 0 ? null : preview.upTo()))
            .add("asOf", preview.asOf().toString()));
  }

  private static ApiAnswer job(Call call, Optional<RequeueJob> job) {
    return ApiAnswer.ok(
        EntryJson.job(
            job.orElseThrow(
                () ->
                    Problem.of(
                        404,
                        "This server has no job %s; jobs end when their server stops. Start the requeue again to continue"
                            .formatted(call.path("id"))))));
  }

  /** Works while the audit log cannot be written, since it prevents changes. */
  private ApiAnswer cancel(Call call) {
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
