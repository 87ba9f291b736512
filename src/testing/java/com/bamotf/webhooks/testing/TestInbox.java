package com.bamotf.webhooks.testing;

import com.bamotf.webhooks.dispatch.Handling;
import com.bamotf.webhooks.dispatch.HandlingResult;
import com.bamotf.webhooks.inbox.InboxDatabase;
import com.bamotf.webhooks.inbox.admin.EntrySelection;
import com.bamotf.webhooks.inbox.admin.InboxAdmin;
import com.bamotf.webhooks.inbox.admin.StoredEntry;
import com.bamotf.webhooks.inbox.database.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Handles what is due, and moves the times of the inbox, since the database's clock decides. */
final class TestInbox {

  /** Far more than a test can want. */
  private static final int MAX_HANDLINGS = 100_000;

  /** Rounding of the database's times. */
  private static final long SLACK_MILLIS = 2;

  private final TestServer server;
  private final TestDatabase database;
  private final TestClock clock;
  private long lookedAt = System.nanoTime();
  private boolean crashed;

  TestInbox(TestServer server, TestDatabase database, TestClock clock) {
    this.server = server;
    this.database = database;
    this.clock = clock;
  }

  /** Nothing that happens afterwards is recorded, as when a server dies. */
  void crash() {
    crashed = true;
    database.dataSource.setAway(true);
  }

  void restart() {
    server.stop();
    server.start();
    handleDue();
  }

  /** Handles entries until none is due. Does nothing while the database is away. */
  void handleDue() {
    for (int i = 0; i < MAX_HANDLINGS && !database.dataSource.isAway(); i++) {
      try {
        if (server.bean(Handling.class).handleNext() == HandlingResult.NOTHING) {
          lookedAt = System.nanoTime();
          return;
        }
      } catch (SQLException | RuntimeException | Error e) {
        if (!crashed) {
          throw new AssertionError("The worker failed: " + e, e);
        }
        crashed = false;
        database.dataSource.setAway(false);
        server.stop();
        server.start();
      }
    }
  }

  /** Undoes that time really passed since the last call, so that no retry becomes due by itself. */
  void stopTime() {
    if (!database.dataSource.isAway()) {
      long now = System.nanoTime();
      shift(Duration.ofNanos(now - lookedAt).toMillis());
      lookedAt = now;
    }
  }

  void advance(Duration time) {
    stopTime();
    long left = time.toMillis();
    OptionalLong next = nextDueIn();
    while (next.isPresent() && next.getAsLong() <= left + SLACK_MILLIS) {
      long step = Math.max(0, Math.min(left, next.getAsLong()));
      clock.advance(Duration.ofMillis(step));
      shift(-step - SLACK_MILLIS);
      left -= step;
      handleDue();
      next = nextDueIn();
    }
    clock.advance(Duration.ofMillis(left));
    shift(-left);
    handleDue();
  }

  private OptionalLong nextDueIn() {
    if (database.dataSource.isAway()) {
      return OptionalLong.empty();
    }
    String sql =
        "select datediff(millisecond, current_timestamp, min(next_attempt_at)) from bamotf_inbox where status = 'PENDING' having count(*) > 0";
    return inTransaction(connection -> Sql.first(connection, sql, row -> row.getLong(1)))
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  private void shift(long millis) {
    if (millis != 0 && !database.dataSource.isAway()) {
      String sql =
          "update bamotf_inbox set next_attempt_at = dateadd(millisecond, ?, next_attempt_at) where status = 'PENDING'";
      inTransaction(connection -> Sql.update(connection, sql, millis));
    }
  }

  private <T> T inTransaction(InboxDatabase.Work<T> work) {
    try {
      return server.bean(InboxDatabase.class).inTransaction(work);
    } catch (SQLException e) {
      throw new IllegalStateException("The inbox cannot be used", e);
    }
  }

  /** Does it unless the database is away. */
  void ifPresent(Runnable work) {
    if (!database.dataSource.isAway()) {
      work.run();
    }
  }

  InboxAdmin admin() {
    return server.bean(InboxAdmin.class);
  }

  /** All entries of the event's payment and type, at most 1000. */
  List<StoredEntry> entries(TestEvent<?> event) {
    try {
      EntrySelection selection =
          EntrySelection.all().withPaymentIntent(event.paymentIntentId()).withEvent(event.type());
      return admin().page(selection, Long.MAX_VALUE, InboxAdmin.MAX_LIMIT);
    } catch (SQLException e) {
      throw new IllegalStateException("The inbox cannot be read", e);
    }
  }
}
