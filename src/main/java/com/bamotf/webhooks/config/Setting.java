package com.bamotf.webhooks.config;

/**
 * The name, default and description of every setting; docs/settings.md is checked against this
 * list. {@link SettingsReader} checks the values. Durations are ISO-8601.
 *
 * <p>Settings are read through MicroProfile Config: from system properties, environment variables
 * ({@code BAMOTF_WEBHOOK_TOLERANCE}) and the server's other sources.
 */
public enum Setting {
  WEBHOOK_SECRET(
      "bamotf.webhook.secret",
      "",
      "the secret that bamotf signs with, exactly as configured there; WEBHOOK_SECRET works as well. Required"),
  WEBHOOK_SECRET_FILE(
      "bamotf.webhook.secret.file",
      "",
      "a file that holds the secret, instead of bamotf.webhook.secret: UTF-8, at most 4096 bytes; the last newline is ignored. Every secret, API key, token and console user can be in a file: add .file to the name of its setting"),
  WEBHOOK_SECRET_MODES(
      "bamotf.webhook.secret.modes",
      "",
      "modes that this secret may sign, separated by commas; empty allows all that bamotf.webhook.modes accepts. Each numbered secret has its own, such as bamotf.webhook.secret.2.modes"),
  WEBHOOK_SECRET_ACCOUNT(
      "bamotf.webhook.secret.account",
      "",
      "id of the only bamotf account that this secret may sign for; empty allows every account. Each numbered secret has its own, such as bamotf.webhook.secret.2.account"),
  WEBHOOK_SECRET_N(
      "bamotf.webhook.secret.2",
      "",
      "another accepted secret, up to bamotf.webhook.secret.9: for a rotation, or for several endpoints"),
  WEBHOOK_TOLERANCE(
      "bamotf.webhook.tolerance",
      "PT5M",
      "maximum difference, in either direction, between the signature's time and this server's clock; above zero, at most half of bamotf.inbox.retention"),
  WEBHOOK_MAX_BODY_SIZE(
      "bamotf.webhook.max-body-size",
      "1 MiB",
      "maximum size of a request body, in bytes, KiB or MiB; from 1 KiB to 16 MiB"),
  WEBHOOK_BODY_TIMEOUT(
      "bamotf.webhook.body-timeout",
      "PT10S",
      "how long a request body may take to arrive; from PT0.1S to PT1M"),
  WEBHOOK_MODES(
      "bamotf.webhook.modes",
      "prod",
      "accepted modes of payment intents, separated by commas, such as prod,test; all accepts every mode. Events of other modes are quarantined"),
  DATASOURCE(
      "bamotf.datasource",
      "java:comp/DefaultDataSource",
      "JNDI name of the JTA data source that holds the inbox"),
  INBOX_EXPECT_DATABASE(
      "bamotf.inbox.expect-database",
      "",
      "postgresql or h2: the deployment fails if the data source uses another database"),
  INBOX_SCHEMA(
      "bamotf.inbox.schema",
      "",
      "database schema of the inbox, created if missing; empty uses the data source's own. Each application on a database needs its own schema; lower-case letters, digits and _"),
  INBOX_RETENTION(
      "bamotf.inbox.retention",
      "P90D",
      "how long handled, superseded and unobserved entries are kept; at least PT1H"),
  INBOX_STORE_PATIENCE(
      "bamotf.inbox.store-patience",
      "PT45S",
      "how long a request waits to be stored while the database is unavailable; from PT1S to PT4M"),
  INBOX_MAX_HELD(
      "bamotf.inbox.max-held",
      "1000",
      "maximum number of requests that wait to be stored at the same time; from 128, of which reconciliation may use half, to 100000"),
  DISPATCH_CONCURRENCY(
      "bamotf.dispatch.concurrency",
      "4",
      "how many events this server handles at the same time; from 0 (only store) to 64"),
  DISPATCH_MAX_ATTEMPTS(
      "bamotf.dispatch.max-attempts",
      "40",
      "maximum number of attempts to handle an event before it is abandoned; from 1 to 1000"),
  DISPATCH_BACKOFF(
      "bamotf.dispatch.backoff",
      "PT1S",
      "pause after the first failed attempt, doubled after each further one; from PT0.01S to P1D"),
  DISPATCH_MAX_BACKOFF(
      "bamotf.dispatch.max-backoff",
      "PT1H",
      "maximum pause between two attempts; from PT0.01S to P7D"),
  DISPATCH_TIMEOUT(
      "bamotf.dispatch.timeout",
      "PT1M",
      "transaction timeout of one attempt; whole seconds from PT1S to PT1H"),
  API_URL(
      "bamotf.api.url",
      "http://localhost:21000",
      "base URL of bamotf's REST API; http or https, without credentials, query or fragment"),
  API_KEY(
      "bamotf.api.key",
      "",
      "API key of a bamotf account and mode to reconcile; turns reconciliation on"),
  API_KEY_N("bamotf.api.key.2", "", "API key of another account or mode, up to bamotf.api.key.9"),
  API_CONNECT_TIMEOUT(
      "bamotf.api.connect-timeout",
      "PT5S",
      "how long connecting to bamotf may take; from PT0.1S to PT1M"),
  API_READ_TIMEOUT(
      "bamotf.api.read-timeout",
      "PT30S",
      "how long each read of bamotf's response may take; a whole call may take twice as long after connecting; from PT0.1S to PT5M"),
  RECONCILE_INTERVAL(
      "bamotf.reconcile.interval",
      "PT5M",
      "time from the start of one reconciliation to the start of the next, across all servers; from PT1S to P1D"),
  RECONCILE_WINDOW(
      "bamotf.reconcile.window",
      "P30D",
      "reconciliation covers payment intents created within this time; at least PT1M, at most bamotf.inbox.retention"),
  RECONCILE_SINCE(
      "bamotf.reconcile.since",
      "",
      "a time such as 2026-11-24T00:00:00Z: reconciliation leaves events from before it alone; empty means the first start with an API key of the account"),
  ADMIN_TOKEN(
      "bamotf.admin.token",
      "",
      "bearer token of an operator for the admin API and the WAR's payments, at least 16 bytes"),
  ADMIN_VIEWER_TOKEN(
      "bamotf.admin.viewer-token",
      "",
      "bearer token that can only read, at least 16 bytes and different from bamotf.admin.token"),
  ADMIN_SCRAPE_TOKEN(
      "bamotf.admin.scrape-token",
      "",
      "bearer token that can only read the metrics, at least 16 bytes and different from the other tokens"),
  CONSOLE_USER(
      "bamotf.console.user",
      "",
      "a user of the console, as name:role:hash; the role is viewer or operator, the name has up to 64 letters, digits and . _ @ -, and the command hash-password makes the hash"),
  CONSOLE_USER_N("bamotf.console.user.2", "", "another user, up to bamotf.console.user.9"),
  CONSOLE_IDLE_TIMEOUT(
      "bamotf.console.idle-timeout",
      "PT30M",
      "how long a session of the console lasts without a request; from PT1M to P1D"),
  CONSOLE_SESSION_TIMEOUT(
      "bamotf.console.session-timeout",
      "PT12H",
      "how long a session of the console lasts in all; from PT1M to P7D"),
  CONSOLE_TEST_EVENTS(
      "bamotf.console.test-events",
      "test",
      "which test events the console may send: none, test (every mode but prod) or all"),
  CONSOLE_AUDIT_RETENTION(
      "bamotf.console.audit-retention",
      "P365D",
      "how long the record of what operators did is kept; at least P1D");

  private final String key;
  private final String defaultValue;
  private final String description;

  Setting(String key, String defaultValue, String description) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.description = description;
  }

  /** The MicroProfile Config name. */
  public String key() {
    return key;
  }

  /** The default as one would configure it; empty if there is none. */
  public String defaultValue() {
    return defaultValue;
  }

  /** Whether its value must never be shown. */
  boolean isSecret() {
    return switch (this) {
      case WEBHOOK_SECRET,
          WEBHOOK_SECRET_N,
          API_KEY,
          API_KEY_N,
          ADMIN_TOKEN,
          ADMIN_VIEWER_TOKEN,
          ADMIN_SCRAPE_TOKEN,
          CONSOLE_USER,
          CONSOLE_USER_N ->
          true;
      default -> false;
    };
  }

  /** What the setting does and what is allowed. */
  public String description() {
    return description;
  }
}
