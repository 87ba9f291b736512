package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the tables tell after a fault. A trigger notes each committed move of an entry to HANDLED,
 * so that a second handling is seen even where the ledger would not change by it.
 */
final class Books {

  private static final String DATABASE = "reliability";

  private final Postgres postgres;
  private final List<String> known = new ArrayList<>();

  private Books(Postgres postgres) {
    this.postgres = postgres;
  }

  /** Makes the database. */
  static Books open(Postgres postgres) {
    postgres.createDatabase(DATABASE);
    Books books = new Books(postgres);
    // The embedded server is started without it, and would then lose commits by itself.
    books.execute("alter database " + DATABASE + " set synchronous_commit = on");
    return books;
  }

  /** The same tables in another PostgreSQL, which took them over. */
  Books in(Postgres successor) {
    return new Books(successor);
  }

  String database() {
    return DATABASE;
  }

  /** Waits for the tables: some servers call themselves ready a little before the application. */
  void watch() {
    Waiting.await()
        .pollInterval(Duration.ofMillis(100))
        .until(
            () ->
                "2"
                    .equals(
                        postgres.value(
                            DATABASE,
                            "select count(*) from pg_tables where tablename in ('bamotf_inbox', 'bamotf_payment')")));
    execute(
        """
        create table witness (entry_id bigint);
        grant insert on witness to public;
        create function witness() returns trigger language plpgsql as
          'begin insert into witness values (new.id); return new; end';
        create trigger witness after update of status on bamotf_inbox for each row
          when (new.status = 'HANDLED') execute function witness();
        """);
  }

  /** Waits until all is handled, then compares. */
  void check(Set<String> accepted) {
    awaitNothingPending();
    assertThat(accepted).isNotEmpty();
    Set<String> lost = new HashSet<>(accepted);
    lost.removeAll(handled());
    assertThat(lost).as("accepted, yet not handled").isEmpty();
    assertThat(count("bamotf_inbox where status <> 'HANDLED' or attempts < 1")).isZero();
    assertThat(count("(select 1 from bamotf_inbox group by payment_intent_id having count(*) > 1)"))
        .as("facts with several entries")
        .isZero();
    assertThat(count("(select 1 from witness group by entry_id having count(*) > 1)"))
        .as("entries handled more than once")
        .isZero();
    assertThat(count("witness")).isEqualTo(count("bamotf_inbox"));
    assertThat(count("bamotf_payment")).isEqualTo(count("bamotf_inbox"));
  }

  void awaitNothingPending() {
    Waiting.await()
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(pending()).isZero());
  }

  /** Waits until these are handled, whatever comes meanwhile. */
  void awaitHandled(Set<String> paymentIntents) {
    Waiting.await()
        .pollInterval(Duration.ofMillis(100))
        .until(() -> handled().containsAll(paymentIntents));
  }

  /** Those of which nothing is stored. */
  Set<String> unknown(Set<String> paymentIntents) {
    Set<String> unknown = new HashSet<>(paymentIntents);
    unknown.removeAll(ids("select string_agg(distinct payment_intent_id, ',') from bamotf_inbox"));
    return unknown;
  }

  void awaitEntries(long number) {
    Waiting.await()
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(entries()).isGreaterThanOrEqualTo(number));
  }

  /** Lets the inbox know a fact that was handled before, as of {@link #keep}. */
  void know(String paymentIntentId, String event) {
    known.add(
        "('%1$s\ttest\t%2$s', '%1$s', '%2$s', 'test', 'WEBHOOK', 'HANDLED', 1, '', now())"
            .formatted(paymentIntentId, event));
  }

  void keep() {
    execute(
        "insert into bamotf_inbox"
            + " (deduplication_key, payment_intent_id, event, mode, source, status, attempts, body, ended_at) values "
            + String.join(", ", known));
  }

  long pending() {
    return count("bamotf_inbox where status = 'PENDING'");
  }

  long entries() {
    return count("bamotf_inbox");
  }

  long entries(String condition) {
    return count("bamotf_inbox where " + condition);
  }

  long payments() {
    return count("bamotf_payment");
  }

  /** Payment intents that the last reconciliation saw, which must have come to its end. */
  long seenByLastRun() {
    return Long.parseLong(
        postgres.value(
            DATABASE,
            "select seen from bamotf_reconcile where ended_at is not null and problem is null"));
  }

  /** Committed moves of an entry to HANDLED. */
  long handlings() {
    return count("witness");
  }

  private Set<String> handled() {
    return ids(
        """
        select string_agg(p.id, ',') from bamotf_payment p
        join bamotf_inbox i on i.payment_intent_id = p.id
        where lower(p.status) = 'succeeded' and i.status = 'HANDLED'
        """);
  }

  private Set<String> ids(String query) {
    String ids = postgres.value(DATABASE, query);
    return ids == null ? Set.of() : Set.of(ids.split(","));
  }

  private long count(String from) {
    String alias = from.startsWith("(") ? " as counted" : "";
    return Long.parseLong(postgres.value(DATABASE, "select count(*) from " + from + alias));
  }

  private void execute(String sql) {
    String url = "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + DATABASE;
    try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
