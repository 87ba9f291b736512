package com.bamotf.webhooks.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every setting of the module, validated. Immutable; the application has one instance, injectable
 * as a bean.
 *
 * <p>The names, defaults and limits are those of {@link Setting}.
 *
 * @param dataSource JNDI name of the JTA data source that holds the inbox
 */
public record Settings(
    String dataSource, Webhook webhook, Inbox inbox, Dispatch dispatch, Ledger ledger) {

  /**
   * What is accepted at the endpoint.
   *
   * @param secrets at least one; a request is accepted when one of them signed it
   * @param tolerance how far the time of signing may lie from this server's clock, in either
   *     direction, inclusive
   * @param maxBodySize largest accepted body in bytes
   * @param modes the modes of payment intents that are taken; empty takes every mode
   */
  public record Webhook(
      List<Secret> secrets, Duration tolerance, int maxBodySize, Set<String> modes) {
    public Webhook {
      secrets = List.copyOf(secrets);
      modes = Set.copyOf(modes);
    }

    /** Whether events of a payment intent of this mode are taken. */
    public boolean takes(String mode) {
      return modes.isEmpty() || modes.contains(mode);
    }
  }

  /**
   * The durable store.
   *
   * @param retention how long handled entries are kept
   * @param storePatience how long a request is held while the database is away
   * @param maxHeld how many requests may wait to be stored at one moment
   * @param expectDatabase the database that the data source must lead to; empty accepts each
   *     supported one
   * @param schema the database schema of the tables; empty takes that of the data source
   */
  public record Inbox(
      Duration retention,
      Duration storePatience,
      int maxHeld,
      Optional<Database> expectDatabase,
      Optional<String> schema) {}

  /**
   * The handling of stored events.
   *
   * @param concurrency how many events this server handles at the same moment; 0 only stores
   * @param maxAttempts how often a handling is tried before the entry is abandoned
   * @param backoff pause after the first failed attempt; it doubles with each further one
   * @param maxBackoff ceiling of that pause
   * @param timeout transaction timeout of one handling
   */
  public record Dispatch(
      int concurrency, int maxAttempts, Duration backoff, Duration maxBackoff, Duration timeout) {}

  /**
   * The ledger of the WAR.
   *
   * @param token the bearer token that the read API asks for; without one only direct requests from
   *     this machine are answered
   */
  public record Ledger(Optional<Secret> token) {}

  /** The databases that hold an inbox. */
  public enum Database {
    POSTGRESQL,
    H2
  }
}
