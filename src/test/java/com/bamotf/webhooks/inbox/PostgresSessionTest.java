package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.database.SqlErrors;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Read-only sessions, idle limits and read limits on PostgreSQL. */
class PostgresSessionTest {

  private static final String SILENCE = "show idle_in_transaction_session_timeout";

  private final AtomicInteger aborted = new AtomicInteger();
  private InboxFixture fixture;
  private InboxWriter writer;

  @BeforeEach
  void start() throws SQLException {
    fixture = new InboxFixture(TestDatabases.postgres());
    fixture.inbox.prepare();
    writer = new InboxWriter(fixture.database, fixture.signal);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void theDatabaseEndsATransactionWhoseServerFellSilent() {
    assertThatThrownBy(
            () ->
                fixture.inClaimTransaction(
                    () -> {
                      try (Connection connection = fixture.database.connection()) {
                        new PostgresDialect().limitIdleTime(connection, Duration.ofMillis(50));
                        String session = fixture.value("select pg_backend_pid()");
                        awaitEndOf(session);
                        return fixture.value("select 1");
                      }
                    }))
        .rootCause()
        .isInstanceOf(SQLException.class);
  }

  @Test
  void theLimitIsTheTimeoutOfTheTransactionAndALittleMore() throws SQLException {
    writer.store(List.of(entry("pi_1")));
    String handling =
        fixture.inClaimTransaction(
            () -> {
              fixture.inbox.claim();
              return fixture.value(SILENCE);
            });
    assertThat(handling).isEqualTo("35s");
    String ours = fixture.database.inTransaction(connection -> fixture.value(SILENCE));
    assertThat(ours).isEqualTo("35s");
  }

  @Test
  void theLimitLeavesNothingOnTheConnection() throws SQLException {
    try (Connection connection = fixture.database.connection()) {
      connection.setAutoCommit(false);
      new PostgresDialect().limitIdleTime(connection, Duration.ofSeconds(1));
      assertThat(silence(connection)).isEqualTo("1s");
      connection.commit();
      assertThat(silence(connection)).isEqualTo("0");
      connection.commit();
    }
  }

  private static String silence(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SILENCE)) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void aHandlingDoesNotBeginWhereNothingCanBeWritten() throws SQLException {
    writer.store(List.of(entry("pi_1")));
    try (InboxFixture readOnly = readOnly()) {
      assertThatThrownBy(() -> readOnly.inClaimTransaction(readOnly.inbox::claim))
          .matches(SqlErrors::isReadOnly);
      assertThat(aborted).hasValue(1);
    }
  }

  @Test
  void whatOnlyReadsGoesOnWhereNothingCanBeWritten() throws SQLException {
    try (InboxFixture readOnly = readOnly()) {
      String read = readOnly.database.inTransaction(connection -> readOnly.value("select 1"));
      assertThat(read).isEqualTo("1");
      assertThat(aborted).hasValue(0);
    }
  }

  @Test
  void aSessionThatTakesNoWritesIsClosed() throws SQLException {
    try (InboxFixture readOnly = readOnly()) {
      InboxWriter reader = new InboxWriter(readOnly.database, readOnly.signal);
      assertThatThrownBy(() -> reader.store(List.of(entry("pi_1")))).matches(SqlErrors::isReadOnly);
      assertThat(aborted).as("by a store").hasValue(1);
    }
    try (InboxFixture readOnly = readOnly()) {
      InboxWriter reader = new InboxWriter(readOnly.database, readOnly.signal);
      assertThatThrownBy(() -> reader.store(List.of())).matches(SqlErrors::isReadOnly);
      assertThat(aborted).as("by a trial").hasValue(2);
    }
    try (InboxFixture readOnly = readOnly()) {
      String sql = "update bamotf_inbox set deliveries = 1";
      assertThatThrownBy(
              () ->
                  readOnly.database.inTransaction(
                      connection -> {
                        try (Statement statement = connection.createStatement()) {
                          return statement.executeUpdate(sql);
                        }
                      }))
          .matches(SqlErrors::isReadOnly);
      assertThat(aborted).as("by other work").hasValue(3);
    }
  }

  @Test
  void aTrialFailsWhereAStoreWouldAndStoresNothing() throws SQLException {
    writer.store(List.of());
    assertThat(fixture.value("select count(*) from bamotf_inbox")).isEqualTo("0");
    fixture.update("create role " + database() + "_reader login");
    fixture.update("grant select on bamotf_inbox to public");
    fixture.update("revoke create on schema public from public"); // PostgreSQL before 15 grants it
    try (InboxFixture reader =
        new InboxFixture(TestDatabases.postgres(database(), database() + "_reader"))) {
      InboxWriter readers = new InboxWriter(reader.database, reader.signal);
      assertThatThrownBy(() -> readers.store(List.of()))
          .hasMessageContaining("permission denied")
          .matches(SqlErrors::isUnavailable);
    }
    fixture.update("alter table bamotf_inbox rename to lost");
    assertThatThrownBy(() -> writer.store(List.of())).hasMessageContaining("does not exist");
  }

  @Test
  void aMissingTableIsAnOutageThatIsHeld() throws SQLException {
    fixture.started();
    fixture.update("alter table bamotf_inbox rename to lost");
    CompletableFuture<StoreResult> held = fixture.inbox.store(entry("pi_1")).toCompletableFuture();
    assertThat(held).failsWithin(Duration.ofMillis(600));
    assertThat(fixture.queue.outage()).isPositive();
    fixture.update("alter table lost rename to bamotf_inbox");
    assertThat(held.orTimeout(10, TimeUnit.MINUTES).join()).isInstanceOf(StoreResult.Stored.class);
    Waiting.await().until(() -> fixture.queue.outage().isZero());
  }

  /** The inbox of another server with read-only sessions; counts aborted connections. */
  private InboxFixture readOnly() {
    String name = database();
    fixture.update("alter database " + name + " set default_transaction_read_only = on");
    return new InboxFixture(counting(TestDatabases.postgres(name)));
  }

  private DataSource counting(DataSource real) {
    return proxy(
        DataSource.class,
        (proxy, method, arguments) -> {
          Object result = invoke(real, method, arguments);
          return result instanceof Connection connection
              ? proxy(
                  Connection.class,
                  (wrapper, called, given) -> {
                    if (called.getName().equals("abort")) {
                      aborted.incrementAndGet();
                    }
                    return invoke(connection, called, given);
                  })
              : result;
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            PostgresSessionTest.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private NewEntry entry(String intent) {
    return fixture.intake.read(
        Bodies.event(intent, "succeeded").getBytes(StandardCharsets.UTF_8), Source.WEBHOOK, null);
  }

  private String database() {
    return fixture.value("select current_database()");
  }

  private void awaitEndOf(String session) {
    CompletableFuture.runAsync(
            () ->
                Waiting.await()
                    .until(
                        () ->
                            fixture
                                .value(
                                    "select count(*) from pg_stat_activity where pid = " + session)
                                .equals("0")))
        .join(); // another thread, and so another connection
  }
}
