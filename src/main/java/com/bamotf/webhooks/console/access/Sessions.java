package com.bamotf.webhooks.console.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who has signed in, in this server's memory: neither a restart nor another server knows them.
 * Their ids are kept as hashes only. Thread-safe.
 */
final class Sessions {

  /** The maximum; beyond it, the session idle longest ends. */
  static final int MAX = 500;

  /**
   * @param token what a change must carry, since a browser sends the id by itself
   */
  record Session(String user, Role role, String token, Instant createdAt, Instant usedAt) {

    Session used(Instant now) {
      return new Session(user, role, token, createdAt, now);
    }
  }

  private final Duration idleTimeout;
  private final Duration timeout;
  private final Clock clock;
  private final Map<String, Session> byHash = new HashMap<>();

  Sessions(Duration idleTimeout, Duration timeout, Clock clock) {
    this.idleTimeout = idleTimeout;
    this.timeout = timeout;
    this.clock = clock;
  }

  /** Returns the new session's id. */
  synchronized String open(String user, Role role) {
    Instant now = clock.instant();
    byHash.values().removeIf(session -> isOver(session, now));
    if (byHash.size() >= MAX) {
      byHash.entrySet().stream()
          .min(Comparator.comparing(entry -> entry.getValue().usedAt()))
          .map(Map.Entry::getKey)
          .ifPresent(byHash::remove);
    }
    String id = Tokens.random();
    byHash.put(Tokens.sha256(id), new Session(user, role, Tokens.random(), now, now));
    return id;
  }

  /**
   * The session with this id.
   *
   * @param used whether it is thereby in use, and not idle
   */
  synchronized Optional<Session> find(String id, boolean used) {
    Instant now = clock.instant();
    String hash = Tokens.sha256(id);
    Session session = byHash.get(hash);
    if (session == null) {
      return Optional.empty();
    }
    if (isOver(session, now)) {
      byHash.remove(hash);
      return Optional.empty();
    }
    if (used) {
      session = session.used(now);
      byHash.put(hash, session);
    }
    return Optional.of(session);
  }

  synchronized void close(String id) {
    byHash.remove(Tokens.sha256(id));
  }

  private boolean isOver(Session session, Instant now) {
    return !now.isBefore(session.usedAt().plus(idleTimeout))
        || !now.isBefore(session.createdAt().plus(timeout));
  }
}
