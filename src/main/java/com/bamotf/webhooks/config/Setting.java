package com.bamotf.webhooks.config;

import java.util.EnumSet;
import java.util.Set;

/**
 * Every setting with its name, default and what is allowed. The table in the README is checked
 * against this list.
 *
 * <p>A setting is read through MicroProfile Config, so that it can be a system property, an
 * environment variable ({@code BAMOTF_WEBHOOK_TOLERANCE}) or whatever else the server offers.
 * Durations are ISO-8601.
 */
public enum Setting {
  WEBHOOK_SECRET(
      "bamotf.webhook.secret",
      "",
      "the secret that bamotf signs with, as it is; WEBHOOK_SECRET works as well. Required"),
  WEBHOOK_SECRET_N(
      "bamotf.webhook.secret.2",
      "",
      "a further secret, up to bamotf.webhook.secret.9: while one is rotated, or one for each account"),
  WEBHOOK_TOLERANCE(
      "bamotf.webhook.tolerance",
      "PT5M",
      "how far the time of signing may lie from this server's clock, in either direction; a duration above zero"),
  WEBHOOK_MAX_BODY_SIZE(
      "bamotf.webhook.max-body-size",
      "1 MiB",
      "largest accepted body, in bytes, KiB or MiB; from 1 KiB to 16 MiB"),
  WEBHOOK_BODY_TIMEOUT(
      "bamotf.webhook.body-timeout",
      "PT10S",
      "how long the body of a request may take to arrive; from PT0.1S to PT1M"),
  WEBHOOK_MODES(
      "bamotf.webhook.modes",
      "",
      "modes of payment intents that are taken, separated by commas, for example prod; empty takes all"),
  DATASOURCE(
      "bamotf.datasource",
      "java:comp/DefaultDataSource",
      "JNDI name of the JTA data source that holds the inbox"),
  INBOX_EXPECT_DATABASE(
      "bamotf.inbox.expect-database",
      "",
      "postgresql or h2: the deployment fails if the data source leads to another database"),
  INBOX_SCHEMA(
      "bamotf.inbox.schema",
      "",
      "database schema of the inbox, created if need be; empty takes that of the data source. Each application on a database needs its own; lower-case letters, digits and _"),
  INBOX_RETENTION(
      "bamotf.inbox.retention",
      "P90D",
      "how long handled entries are kept; a duration of at least one hour"),
  INBOX_STORE_PATIENCE(
      "bamotf.inbox.store-patience",
      "PT45S",
      "how long a request is held while the database is away; from PT1S to PT4M"),
  INBOX_MAX_HELD(
      "bamotf.inbox.max-held",
      "1000",
      "how many requests may wait to be stored at one moment; from 1 to 100000"),
  DISPATCH_CONCURRENCY(
      "bamotf.dispatch.concurrency",
      "4",
      "how many events this server handles at the same moment; from 0 (only store) to 64"),
  DISPATCH_MAX_ATTEMPTS(
      "bamotf.dispatch.max-attempts",
      "40",
      "how often a handling is tried before the entry is abandoned; from 1 to 1000"),
  DISPATCH_BACKOFF(
      "bamotf.dispatch.backoff",
      "PT1S",
      "pause after the first failed attempt, doubled after each further one; from PT0.01S to P1D"),
  DISPATCH_MAX_BACKOFF(
      "bamotf.dispatch.max-backoff",
      "PT1H",
      "longest pause between two attempts; from PT0.01S to P7D"),
  DISPATCH_TIMEOUT(
      "bamotf.dispatch.timeout",
      "PT1M",
      "transaction timeout of one handling; whole seconds from PT1S to PT1H"),
  API_URL(
      "bamotf.api.url",
      "http://localhost:21000",
      "base URL of the bamotf server whose REST API is asked; http or https, without credentials, query and fragment"),
  API_KEY(
      "bamotf.api.key",
      "",
      "API key of the bamotf account and mode that is reconciled; turns reconciliation on"),
  API_KEY_N("bamotf.api.key.2", "", "API key of a further account or mode, up to bamotf.api.key.9"),
  API_CONNECT_TIMEOUT(
      "bamotf.api.connect-timeout",
      "PT5S",
      "how long connecting to bamotf may take; from PT0.1S to PT1M"),
  API_READ_TIMEOUT(
      "bamotf.api.read-timeout",
      "PT30S",
      "how long bamotf may be silent while it answers; from PT0.1S to PT5M"),
  RECONCILE_INTERVAL(
      "bamotf.reconcile.interval",
      "PT5M",
      "pause from the start of one reconciliation to the start of the next, on all servers together; from PT1S to P1D"),
  RECONCILE_WINDOW(
      "bamotf.reconcile.window",
      "P30D",
      "how long ago a payment intent may have been created to be looked at; at least PT1M, at most bamotf.inbox.retention"),
  RECONCILE_SINCE(
      "bamotf.reconcile.since",
      "",
      "a time such as 2026-11-24T00:00:00Z: what bamotf changed last before it counts as known, for a shop that comes from another receiver"),
  ADMIN_TOKEN(
      "bamotf.admin.token",
      "",
      "bearer token of the WAR's read API; without one only direct requests from this machine are answered");

  private final String key;
  private final String defaultValue;
  private final String description;

  Setting(String key, String defaultValue, String description) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.description = description;
  }

  private static final Set<Setting> SECRETS =
      EnumSet.of(WEBHOOK_SECRET, WEBHOOK_SECRET_N, API_KEY, API_KEY_N, ADMIN_TOKEN);

  /** The MicroProfile Config name. */
  public String key() {
    return key;
  }

  /** The default as it would be written in a configuration; empty where there is none. */
  public String defaultValue() {
    return defaultValue;
  }

  /** What the setting does and what is allowed. */
  public String description() {
    return description;
  }

  /** Whether the value must never be shown. */
  public boolean isSecret() {
    return SECRETS.contains(this);
  }
}
