package com.bamotf.webhooks.console.api;

import com.bamotf.webhooks.inbox.admin.AuditRecord;
import com.bamotf.webhooks.inbox.admin.FailedAttempt;
import com.bamotf.webhooks.inbox.admin.RequeueJob;
import com.bamotf.webhooks.inbox.admin.StoredEntry;
import com.bamotf.webhooks.wire.EventReader;
import com.bamotf.webhooks.wire.UnreadableEventException;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The JSON of entries and of what belongs to them. Ids are strings, for JavaScript's sake. */
final class EntryJson {

  private static final EventReader READER = new EventReader();

  private EntryJson() {}

  static JsonObjectBuilder entry(StoredEntry entry) {
    return JsonTexts.object()
        .add("id", String.valueOf(entry.id()))
        .add("status", entry.status().name())
        .add("event", JsonTexts.text(entry.event()))
        .add("mode", JsonTexts.text(entry.mode()))
        .add("paymentIntentId", JsonTexts.text(entry.paymentIntentId()))
        .add("source", entry.source().name())
        .add("signedBy", JsonTexts.text(entry.signedBy()))
        .add("deliveries", entry.deliveries())
        .add("attempts", entry.attempts())
        .add("requeues", entry.requeues())
        .add("receivedAt", entry.receivedAt().toString())
        .add("nextAttemptAt", JsonTexts.text(entry.nextAttemptAt()))
        .add("endedAt", JsonTexts.text(entry.endedAt()))
        .add("lastError", JsonTexts.text(entry.lastError()));
  }

  static JsonObjectBuilder failure(FailedAttempt failure) {
    return JsonTexts.object()
        .add("attempt", failure.attempt())
        .add("startedAt", failure.startedAt().toString())
        .add("millis", failure.duration().toMillis())
        .add("errorClass", failure.errorClass())
        .add("message", failure.message())
        .add("stack", failure.stack());
  }

  static JsonObjectBuilder action(AuditRecord record) {
    Long entryId = record.entryId();
    return JsonTexts.object()
        .add("at", record.at().toString())
        .add("who", record.actor().name())
        .add("from", record.actor().address())
        .add("action", record.action())
        .add("entryId", JsonTexts.text(entryId))
        .add("detail", JsonTexts.text(record.detail()))
        .add("reason", JsonTexts.text(record.actor().reason()));
  }

  static JsonObjectBuilder job(RequeueJob job) {
    return JsonTexts.object()
        .add("id", job.id())
        .add("state", job.state().name().toLowerCase(Locale.ROOT))
        .add("done", job.done())
        .add("refused", job.refused())
        .add("total", job.total())
        .add("problem", JsonTexts.text(job.problem()));
  }

  /** When bamotf made the event; null if the body is unreadable or does not say. */
  static @Nullable Instant created(StoredEntry entry, byte[] body) {
    try {
      return READER.read(body, entry.source(), entry.signedBy()).delivery().created();
    } catch (UnreadableEventException e) {
      return null;
    }
  }
}
