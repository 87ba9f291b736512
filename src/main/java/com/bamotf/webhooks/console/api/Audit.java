package com.bamotf.webhooks.console.api;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.console.access.Caller;
import com.bamotf.webhooks.inbox.admin.Actor;
import com.bamotf.webhooks.inbox.admin.AuditLog;
import com.bamotf.webhooks.server.TransactionFailedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what callers do to the audit log. Thread-safe. */
@Singleton
class Audit {

  /** Looking at the same again within this time is written once, since a page may poll. */
  static final Duration SAME_VIEW = Duration.ofMinutes(5);

  private static final System.Logger LOG = System.getLogger(Audit.class.getName());
  private static final int MAX_VIEWS = 10_000;

  private final AuditLog log;
  private final Clock clock;
  private final Map<String, Instant> views =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MAX_VIEWS;
        }
      };

  @Inject
  Audit(AuditLog log) {
    this(log, Clock.systemUTC());
  }

  Audit(AuditLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  static Actor actor(Caller caller, @Nullable String reason) {
    return new Actor(caller.name(), caller.from(), reason);
  }

  /** To be called before it is done, so that nothing is done that the audit log lacks. */
  void add(Caller caller, String action, @Nullable String detail, @Nullable String reason)
      throws SQLException {
    log.add(actor(caller, reason), action, null, detail);
  }

  /** For what must work while the database is away: a failure is only logged. */
  void addIfPossible(
      Caller caller, String action, @Nullable String detail, @Nullable String reason) {
    try {
      add(caller, action, detail, reason);
    } catch (SQLException | TransactionFailedException | IllegalStateException e) {
      LOG.log(
          WARNING,
          "%s: could not write to the audit log: %s %s from %s"
              .formatted(LogCodes.NOT_AUDITED, caller.name(), action, caller.from()),
          e);
    }
  }

  /**
   * To be called before a body is shown.
   *
   * @param entryId null if the body is not an entry's
   */
  void viewed(Caller caller, String action, @Nullable Long entryId) throws SQLException {
    String view = String.join("\n", caller.name(), caller.from(), action, String.valueOf(entryId));
    Instant now = clock.instant();
    synchronized (views) {
      Instant before = views.get(view);
      if (before != null && now.isBefore(before.plus(SAME_VIEW))) {
        return;
      }
    }
    log.add(actor(caller, null), action, entryId, null);
    synchronized (views) {
      views.remove(view);
      views.put(view, now);
    }
  }
}
