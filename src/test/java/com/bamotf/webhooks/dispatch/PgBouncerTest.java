package com.bamotf.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.inbox.PgBouncer;
import com.bamotf.webhooks.inbox.TestDatabases;
import com.bamotf.webhooks.inbox.admin.EntrySelection;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers behind a pooler that gives each transaction another session. */
class PgBouncerTest {

  private static final int EVENTS = 50;

  @TempDir static Path folder;

  private static PgBouncer pooler;

  private String database;

  @BeforeAll
  static void start() throws IOException {
    pooler = new PgBouncer(folder);
  }

  @AfterAll
  static void stop() {
    pooler.close();
  }

  @BeforeEach
  void createDatabase() {
    try (InboxFixture direct = new InboxFixture(TestDatabases.postgres())) {
      database = direct.value("select current_database()");
    }
  }

  @Test
  void everyEventIsStoredAndHandledOnce() throws SQLException {
    try (DispatchFixture one = new DispatchFixture(unprepared());
        DispatchFixture two = new DispatchFixture(unprepared())) {
      together(List.of(one, two), server -> server.inbox.inbox.prepare());
      one.createOrders();
      together(
          List.of(one, two),
          server -> {
            for (int i = 0; i < EVENTS; i++) {
              server.inbox.store(Bodies.event("pi_" + i, "succeeded"));
            }
          });
      together(List.of(one, two), PgBouncerTest::handleAll);
      assertThat(count(one, "status = 'HANDLED' and deliveries = 2")).isEqualTo(EVENTS);
      assertThat(one.orders()).isEqualTo(EVENTS);
      assertThat(one.inbox.value("show idle_in_transaction_session_timeout")).isEqualTo("0");
    }
  }

  @Test
  void whatFailedIsKeptAndRequeued() throws SQLException {
    try (DispatchFixture server = new DispatchFixture(unprepared())) {
      server.inbox.inbox.prepare();
      server.createOrders();
      server.behaviour =
          event -> {
            throw new IllegalStateException("out of stock");
          };
      server.inbox.store(Bodies.event("pi_1", "succeeded"));
      for (int i = 0; i < 3; i++) {
        server.passTime();
        assertThat(server.handleNext()).isEqualTo(HandlingResult.FAILED);
      }
      assertThat(count(server, "status = 'ABANDONED' and attempts = 3")).isEqualTo(1);
      server.behaviour = event -> {};
      EntrySelection abandoned = EntrySelection.of(EntryStatus.ABANDONED);
      assertThat(server.inbox.admin.requeueAll(abandoned, false)).isEqualTo(1);
      handleAll(server);
      assertThat(server.orders()).isEqualTo(1);
      server.inbox.purgeAfter(91);
      assertThat(count(server, "true")).isZero();
    }
  }

  @Test
  void withPreparedStatementsTheStartSaysWhatItNeeds() throws SQLException {
    try (InboxFixture server = new InboxFixture(unprepared())) {
      server.inbox.prepare(); // so that there is nothing to migrate, where it could fail later
    }
    try (InboxFixture server = new InboxFixture(pooler.dataSource(database, 5))) {
      assertThatThrownBy(server.inbox::prepare)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll("PgBouncer", "prepareThreshold to 0", "max_prepared_statements");
    }
  }

  private DataSource unprepared() {
    return pooler.dataSource(database, 0);
  }

  private static void handleAll(DispatchFixture server) throws SQLException {
    HandlingResult result;
    do {
      result = server.handleNext();
      assertThat(result).isNotEqualTo(HandlingResult.FAILED);
    } while (result != HandlingResult.NOTHING);
  }

  private interface Work {
    void on(DispatchFixture server) throws SQLException;
  }

  private static void together(List<DispatchFixture> servers, Work work) {
    Stream<CompletableFuture<Void>> all =
        servers.stream()
            .map(
                server ->
                    CompletableFuture.runAsync(
                        () -> {
                          try {
                            work.on(server);
                          } catch (SQLException e) {
                            throw new IllegalStateException(e);
                          }
                        },
                        task -> new Thread(task).start()));
    all.toList().forEach(CompletableFuture::join);
  }

  private static int count(DispatchFixture server, String condition) {
    return Integer.parseInt(
        server.inbox.value("select count(*) from bamotf_inbox where " + condition));
  }
}
