package com.bamotf.webhooks.console.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Locks a user, and an address, for a while after too many failed sign-ins. Unknown users are
 * locked like others, so that nothing shows which exist. Thread-safe.
 *
 * <p>An address may stand for everybody behind a proxy, so it has more failures than a user.
 */
final class SignInThrottle {

  static final int FAILURES_OF_USER = 5;
  static final int FAILURES_OF_ADDRESS = 20;

  /** How long a lock lasts, and how long a failure counts. */
  static final Duration LOCK = Duration.ofMinutes(5);

  /** Names and addresses remembered; the oldest are forgotten first. */
  static final int MAX = 10_000;

  private record Failures(int count, Instant last) {}

  private final Clock clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MAX;
        }
      };

  SignInThrottle(Clock clock) {
    this.clock = clock;
  }

  /** How long the user or the address must wait; empty if it may try. */
  synchronized Optional<Duration> locked(String user, String from) {
    return Stream.of(
            remaining(user(user), FAILURES_OF_USER), remaining(address(from), FAILURES_OF_ADDRESS))
        .filter(duration -> !duration.isZero())
        .max(Duration::compareTo);
  }

  synchronized void failed(String user, String from) {
    add(user(user));
    add(address(from));
  }

  /** Forgets the failures of the user, not those of the address, which may try other users. */
  synchronized void succeeded(String user) {
    failures.remove(user(user));
  }

  private void add(String key) {
    Instant now = clock.instant();
    Failures before = failures.remove(key);
    int count = before == null || isOver(before, now) ? 0 : before.count();
    failures.put(key, new Failures(count + 1, now));
  }

  private Duration remaining(String key, int limit) {
    Instant now = clock.instant();
    Failures found = failures.get(key);
    return found == null || isOver(found, now) || found.count() < limit
        ? Duration.ZERO
        : Duration.between(now, found.last().plus(LOCK));
  }

  private static boolean isOver(Failures found, Instant now) {
    return !now.isBefore(found.last().plus(LOCK));
  }

  /** A hash, so that a long name takes no more memory than a short one. */
  private static String user(String name) {
    return "user " + Tokens.sha256(name);
  }

  private static String address(String from) {
    return "address " + from;
  }
}
