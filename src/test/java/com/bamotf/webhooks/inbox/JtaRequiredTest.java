package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.config.StartFailure;
import com.bamotf.webhooks.dispatch.LogLines;
import com.bamotf.webhooks.server.LocalServer;
import com.bamotf.webhooks.server.LocalTransactions;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a data source that is not JTA, two servers would handle one event at the same time. */
class JtaRequiredTest {

  private static final String NO_PART = "takes no part in the server's transactions";

  private final DataSource real = TestDatabases.h2();

  @Test
  void theStartIsRefusedAndTheLogSaysWhatToSet() {
    InboxDatabase database = notJta(real);
    try (InboxFixture fixture = new InboxFixture(TestDatabases.h2());
        LogLines log = new LogLines(StartFailure.class)) {
      LocalServer server = new LocalServer(real, InboxFixture.SETTINGS);
      InboxLifecycle lifecycle =
          new InboxLifecycle(fixture.inbox, database, fixture.queue, fixture.retention, server);
      assertThatThrownBy(() -> lifecycle.setUp("CDI has started")).hasMessageContaining(NO_PART);
      assertThat(log.lines("")).singleElement().asString().contains("bamotf.datasource");
    }
  }

  /** As when the database was away at the start. */
  @Test
  void neitherTheFirstUseNorALaterOneDoesAnything() {
    InboxDatabase database = notJta(real);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> database.inTransaction(connection -> fail()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(NO_PART);
    }
  }

  /** As of a data source that binds one connection to each thread. */
  @ParameterizedTest
  @ValueSource(strings = {"h2", "postgres"})
  void oneConnectionForAllThatCommitsEachStatementIsRefused(String kind) throws SQLException {
    DataSource database = kind.equals("h2") ? real : TestDatabases.postgres();
    try (Connection only = database.getConnection()) {
      assertThatThrownBy(notJta(always(LocalTransactions.shared(only)))::dialect)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(NO_PART);
    }
  }

  /** A server that enlists nothing on a thread of an enterprise bean is tried without the bean. */
  @Test
  void noThreadOfPayaraCanEnlist() {
    LocalServer server = new LocalServer(real, InboxFixture.SETTINGS);
    server.enlistNothingOn(thread -> true);
    assertThatThrownBy(database(server)::dialect)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(NO_PART);
  }

  private static DataSource always(Connection connection) {
    return (DataSource)
        Proxy.newProxyInstance(
            JtaRequiredTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> connection);
  }

  private static InboxDatabase notJta(DataSource source) {
    LocalServer server = new LocalServer(source, InboxFixture.SETTINGS);
    server.enlistNothing();
    return database(server);
  }

  private static InboxDatabase database(LocalServer server) {
    return new InboxDatabase(server, server.transactions, InboxFixture.SETTINGS, List.of());
  }

  private static int fail() {
    throw new AssertionError("The work must not run");
  }
}
