package com.bamotf.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.inbox.InboxFixture;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** What becomes of work when its container ends the transaction in one way or another. */
class TransactionsTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final LocalServer server = new LocalServer(h2(), InboxFixture.SETTINGS);

  @Test
  void givesTheResultOfWhatIsCommitted() throws SQLException {
    String result = server.transactions.inNew(TIMEOUT, work -> "done");
    assertThat(result).isEqualTo("done");
  }

  @Test
  void throwsWhatTheWorkThrows() {
    assertThatThrownBy(
            () ->
                server.transactions.inNew(
                    TIMEOUT,
                    work -> {
                      throw new SQLException("no");
                    }))
        .isInstanceOf(SQLException.class);
    assertThat(server.local.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
  }

  /** A handler in a language without checked exceptions may throw any. */
  @Test
  void wrapsWhatTheWorkDoesNotDeclare() {
    assertThatThrownBy(
            () ->
                server.transactions.inNew(
                    TIMEOUT,
                    work -> {
                      throwUndeclared(new IOException("no"));
                      return "done";
                    }))
        .isInstanceOf(UndeclaredThrowableException.class)
        .hasRootCauseMessage("no");
    assertThat(server.local.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
  }

  /** Or whoever uses the thread next would have it. */
  @Test
  void leavesNoTimeoutBehind() throws SQLException {
    List<Integer> timeouts = new ArrayList<>();
    server.transactions.inNew(TIMEOUT, work -> timeouts.add(server.local.timeout));
    timeouts.add(server.local.timeout);
    ContainerTransaction full =
        new ContainerTransaction() {
          @Override
          void inNew(Runnable run) {
            timeouts.add(server.local.timeout);
            throw new IllegalStateException("cannot begin another transaction");
          }
        };
    assertThatThrownBy(() -> new Transactions(server, full).inNew(TIMEOUT, work -> "done"))
        .isInstanceOf(TransactionFailedException.class);
    timeouts.add(server.local.timeout);
    assertThat(timeouts).containsExactly(30, 0, 30, 0);
  }

  /** On a thread that nobody sees. */
  @Test
  void saysWhatEndedADetachedTransaction() {
    ContainerTransaction broken =
        new ContainerTransaction() {
          @Override
          void inNew(Runnable run) {
            throw new LinkageError("no class");
          }
        };
    assertThatThrownBy(
            () -> new Transactions(server, broken).inNewDetached(TIMEOUT, work -> "done"))
        .isInstanceOf(TransactionFailedException.class)
        .hasRootCauseMessage("no class");
  }

  /** As after a timeout: containers roll back what is marked so without an exception. */
  @Test
  void believesNoContainerThatRolledBack() {
    ContainerTransaction silent =
        new ContainerTransaction() {
          @Override
          void inNew(Runnable run) {
            server.local.begin();
            run.run();
            server.local.rollback();
          }
        };
    assertThatThrownBy(() -> new Transactions(server, silent).inNew(TIMEOUT, work -> "done"))
        .isInstanceOf(TransactionFailedException.class)
        .hasMessageContaining("rolled back instead of committed");
  }

  @Test
  void saysThatTheContainerCouldNotCommit() {
    ContainerTransaction failing =
        new ContainerTransaction() {
          @Override
          void inNew(Runnable run) {
            server.local.begin();
            run.run();
            server.local.rollback();
            throw new IllegalStateException("duplicate key");
          }
        };
    assertThatThrownBy(() -> new Transactions(server, failing).inNew(TIMEOUT, work -> "done"))
        .isInstanceOf(TransactionFailedException.class)
        .hasRootCauseMessage("duplicate key");
  }

  /** As WildFly's does, whose interceptor throws what the method does not declare. */
  @Test
  void saysSoOfAContainerThatThrowsACheckedException() {
    ContainerTransaction failing =
        new ContainerTransaction() {
          @Override
          void inNew(Runnable run) {
            server.local.begin();
            run.run();
            server.local.rollback();
            throwUndeclared(new RollbackException("the connection broke"));
          }
        };
    assertThatThrownBy(() -> new Transactions(server, failing).inNew(TIMEOUT, work -> "done"))
        .isInstanceOf(TransactionFailedException.class)
        .hasRootCauseMessage("the connection broke");
  }

  @SuppressWarnings("unchecked")
  private static <E extends Exception> void throwUndeclared(Exception e) throws E {
    throw (E) e;
  }

  @Test
  void anErrorIsRolledBackAsWell() {
    assertThatThrownBy(
            () ->
                server.transactions.inNew(
                    TIMEOUT,
                    work -> {
                      throw new StackOverflowError("too deep");
                    }))
        .isInstanceOf(StackOverflowError.class);
    assertThat(server.local.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
  }

  private static JdbcDataSource h2() {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setURL("jdbc:h2:mem:transactions");
    return dataSource;
  }
}
