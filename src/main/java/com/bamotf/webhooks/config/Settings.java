package com.bamotf.webhooks.config;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
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
    String dataSource,
    Webhook webhook,
    Inbox inbox,
    Dispatch dispatch,
    Api api,
    Reconcile reconcile,
    Admin admin) {

  /**
   * What is accepted at the endpoint.
   *
   * @param secrets at least one; a request is accepted when one of them signed it
   * @param tolerance how far the time of signing may lie from this server's clock, in either
   *     direction, inclusive
   * @param maxBodySize largest accepted body in bytes
   * @param bodyTimeout how long a body may take to arrive
   * @param modes the modes of payment intents that are taken; empty takes every mode
   */
  public record Webhook(
      List<Secret> secrets,
      Duration tolerance,
      int maxBodySize,
      Duration bodyTimeout,
      Set<String> modes) {
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
   * bamotf's REST API.
   *
   * @param url the base URL, without a slash at its end
   * @param keys one for each account and mode, in ascending order of their numbers; empty when the
   *     API is not used
   * @param connectTimeout how long connecting may take
   * @param readTimeout how long bamotf may be silent while it answers
   */
  public record Api(URI url, List<ApiKey> keys, Duration connectTimeout, Duration readTimeout) {
    public Api {
      keys = List.copyOf(keys);
    }
  }

  /**
   * A key of bamotf's REST API, which stands for one account and mode.
   *
   * @param number 1 for {@code bamotf.api.key}, and otherwise the number at the end of its name
   */
  public record ApiKey(int number, Secret secret) {}

  /**
   * The search for what bamotf never managed to deliver.
   *
   * @param interval from the start of one run to the start of the next, on all servers together
   * @param window how long ago a payment intent may have been created to be looked at
   * @param since what was changed last before this time counts as known; empty for no such time
   */
  public record Reconcile(Duration interval, Duration window, Optional<Instant> since) {}

  /**
   * The read and admin API of the WAR.
   *
   * @param token the bearer token that the read API asks for; without one only direct requests from
   *     this machine are answered
   */
  public record Admin(Optional<Secret> token) {}

  /** The databases that hold an inbox. */
  public enum Database {
    POSTGRESQL,
    H2
  }
}
