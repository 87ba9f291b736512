package com.bamotf.webhooks.console.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bamotf.webhooks.console.access.Role;
import com.bamotf.webhooks.inbox.admin.AuditLog;
import com.bamotf.webhooks.inbox.admin.AuditRecord;
import com.bamotf.webhooks.inbox.admin.EntrySelection;
import com.bamotf.webhooks.inbox.admin.InboxAdmin;
import com.bamotf.webhooks.inbox.admin.StoredEntry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObjectBuilder;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Entries, their bodies and histories, and the audit log. */
@Singleton
class EntriesHandler {

  /** More are not shown with an entry; the newest are. */
  private static final int MAX_DETAILS = 100;

  private final InboxAdmin admin;
  private final AuditLog log;
  private final Audit audit;

  @Inject
  EntriesHandler(InboxAdmin admin, AuditLog log, Audit audit) {
    this.admin = admin;
    this.log = log;
    this.audit = audit;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "/entries", Role.VIEWER, this::list),
        new Route("GET", "/entries/{id}", Role.VIEWER, this::details),
        new Route("GET", "/entries/{id}/body", Role.VIEWER, this::body),
        new Route("GET", "/audit", Role.VIEWER, this::audit));
  }

  private ApiAnswer list(Call call) throws SQLException {
    EntrySelection selection = Parameters.filter(call.request().getParameterMap());
    int limit = Parameters.limit(call);
    List<StoredEntry> found = admin.page(selection, Parameters.after(call), limit + 1);
    return page("entries", found, limit, StoredEntry::id, EntryJson::entry);
  }

  private ApiAnswer audit(Call call) throws SQLException {
    int limit = Parameters.limit(call);
    long after = Parameters.after(call);
    String action = call.query("action");
    List<AuditRecord> found =
        action == null ? log.page(after, limit + 1) : log.page(action, after, limit + 1);
    return page("records", found, limit, AuditRecord::id, EntryJson::action);
  }

  /**
   * @param found one more than the limit, if there are more
   */
  private static <T> ApiAnswer page(
      String name,
      List<T> found,
      int limit,
      Function<T, Long> id,
      Function<T, JsonObjectBuilder> json) {
    List<T> shown = found.subList(0, Math.min(limit, found.size()));
    return ApiAnswer.ok(
        JsonTexts.object()
            .add(name, shown.stream().map(json).collect(JsonTexts.toArray()))
            .add(
                "next",
                JsonTexts.text(found.size() > limit ? id.apply(shown.get(limit - 1)) : null)));
  }

  /** Who may not see the body gets an empty one, marked as hidden. */
  private ApiAnswer details(Call call) throws SQLException {
    StoredEntry entry = find(call);
    JsonObjectBuilder json = EntryJson.entry(entry);
    boolean shown = call.caller().seesBodies();
    if (shown) {
      byte[] body = audited(call);
      json.add("body", new String(body, UTF_8))
          .add("created", JsonTexts.text(EntryJson.created(entry, body)));
    } else {
      json.add("body", "").addNull("created");
    }
    return ApiAnswer.ok(
        json.add("bodyHidden", !shown)
            .add(
                "failures",
                admin.history(entry.id(), MAX_DETAILS).stream()
                    .map(EntryJson::failure)
                    .collect(JsonTexts.toArray()))
            .add(
                "actions",
                log.of(entry.id(), MAX_DETAILS).stream()
                    .map(EntryJson::action)
                    .collect(JsonTexts.toArray()))
            .add(
                "related",
                related(entry).stream().map(EntryJson::entry).collect(JsonTexts.toArray())));
  }

  private List<StoredEntry> related(StoredEntry entry) throws SQLException {
    String intent = entry.paymentIntentId();
    return intent == null
        ? List.of()
        : admin
            .page(EntrySelection.all().withPaymentIntent(intent), Long.MAX_VALUE, MAX_DETAILS)
            .stream()
            .filter(other -> other.id() != entry.id())
            .toList();
  }

  private ApiAnswer body(Call call) throws SQLException {
    if (!call.caller().seesBodies()) {
      throw Problem.of(
          403,
          "Bodies hold personal data; sign in or use a token, so that the audit log records who read it");
    }
    return ApiAnswer.file("entry-" + find(call).id() + ".json", audited(call));
  }

  private byte[] audited(Call call) throws SQLException {
    audit.viewed(call.caller(), "viewed", call.id());
    return admin.body(call.id()).orElseThrow(() -> Problem.noEntry(call.id()));
  }

  private StoredEntry find(Call call) throws SQLException {
    return admin.find(call.id()).orElseThrow(() -> Problem.noEntry(call.id()));
  }
}
