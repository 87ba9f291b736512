package com.bamotf.webhooks.config;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The validated settings, an injectable bean. {@link Setting} has their names, defaults and limits.
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
   * What the endpoint accepts.
   *
   * @param secrets at least one, ordered by number; a request is accepted if one of them signed it
   * @param tolerance how far the signature's time may differ from this server's clock, in either
   *     direction, inclusive
   * @param maxBodySize bytes
   * @param bodyTimeout how long a body may take to arrive
   * @param modes accepted modes of payment intents; empty accepts every mode
   */
  public record Webhook(
      List<WebhookSecret> secrets,
      Duration tolerance,
      int maxBodySize,
      Duration bodyTimeout,
      Set<String> modes) {
    public Webhook {
      secrets = List.copyOf(secrets);
      modes = Set.copyOf(modes);
    }

    /** Whether events of a payment intent in this mode are accepted. */
    public boolean accepts(String mode) {
      return modes.isEmpty() || modes.contains(mode);
    }
  }

  /**
   * The durable store.
   *
   * @param retention how long handled, superseded and unobserved entries are kept
   * @param storePatience how long a request waits while the database is unavailable
   * @param maxHeld how many requests may wait to be stored at the same time
   * @param expectDatabase the only accepted database; empty accepts any supported one
   * @param schema the database schema of the tables; empty uses the data source's own
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
   * @param concurrency how many events this server handles at the same time; 0 only stores
   * @param maxAttempts the attempt after which a failing entry is abandoned
   * @param backoff pause after the first failed attempt; it doubles with each further one
   * @param maxBackoff maximum pause
   * @param timeout transaction timeout of one attempt; whole seconds
   */
  public record Dispatch(
      int concurrency, int maxAttempts, Duration backoff, Duration maxBackoff, Duration timeout) {}

  /**
   * bamotf's REST API.
   *
   * @param url the base URL, without a trailing slash
   * @param keys one for each account and mode, ordered by number; empty turns reconciliation off
   * @param connectTimeout how long connecting may take
   * @param readTimeout how long to wait for data while bamotf answers
   */
  public record Api(URI url, List<ApiKey> keys, Duration connectTimeout, Duration readTimeout) {
    public Api {
      keys = List.copyOf(keys);
    }
  }

  /**
   * A key of bamotf's REST API, which belongs to one account and mode.
   *
   * @param number 1 for {@code bamotf.api.key}, otherwise the number at the end of its name
   */
  public record ApiKey(int number, Secret secret) {}

  /**
   * The search for events that bamotf failed to deliver.
   *
   * @param interval from the start of one run to the start of the next, across all servers
   * @param window only payment intents created within this time are covered
   * @param since events from before this time are left alone; empty means when the tables were
   *     created
   */
  public record Reconcile(Duration interval, Duration window, Optional<Instant> since) {}

  /**
   * Who may use the console and its API, and for how long.
   *
   * @param token the bearer token of an operator
   * @param viewerToken the bearer token that can only read
   * @param scrapeToken the bearer token that can only read the metrics
   * @param users who can sign in with a password; their names differ
   * @param idleTimeout how long a session lasts without a request
   * @param sessionTimeout how long a session lasts in all
   * @param testEvents which test events may be sent
   * @param auditRetention how long the record of what operators did is kept
   */
  public record Admin(
      Optional<Secret> token,
      Optional<Secret> viewerToken,
      Optional<Secret> scrapeToken,
      List<User> users,
      Duration idleTimeout,
      Duration sessionTimeout,
      TestEvents testEvents,
      Duration auditRetention) {
    public Admin {
      users = List.copyOf(users);
    }

    /** Whether a token or a user is configured. */
    public boolean knowsAnybody() {
      return token.isPresent()
          || viewerToken.isPresent()
          || scrapeToken.isPresent()
          || !users.isEmpty();
    }
  }

  /**
   * A user of the console.
   *
   * @param operator whether the user may change something; otherwise only read
   * @param passwordHash {@code PBKDF2WithHmacSHA256:<iterations>:<salt>:<hash>}, in Base64
   */
  public record User(String name, boolean operator, Secret passwordHash) {}

  /** Which test events the console may send. */
  public enum TestEvents {
    NONE,
    /** Every mode but {@code prod}. */
    TEST,
    ALL;

    /** Whether an event of this mode may be sent. */
    public boolean allows(String mode) {
      return this == ALL || (this == TEST && !mode.equals("prod"));
    }
  }

  /** The supported databases. */
  public enum Database {
    POSTGRESQL,
    H2
  }
}
