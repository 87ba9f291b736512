package com.bamotf.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.inbox.InboxFixture;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** What must be around all that is written at a commit, and before all observers after it. */
class ComponentTransactionTest {

  private final List<String> calls = new ArrayList<>();
  private final LocalServer server = new LocalServer(h2(), InboxFixture.SETTINGS);

  @Test
  void isPutOnBeforeTheWritingAndTakenOffBeforeTheObservers() throws SQLException {
    server.component = ComponentTransaction.of(new Manager(calls));
    String done =
        server.transactions.inNew(
            Duration.ofSeconds(30),
            work -> {
              server.local.registerInterposedSynchronization(
                  new Synchronization() {
                    @Override
                    public void beforeCompletion() {
                      calls.add("write");
                    }

                    @Override
                    public void afterCompletion(int status) {
                      calls.add("observe");
                    }
                  });
              return "done";
            });
    assertThat(done).isEqualTo("done");
    assertThat(calls)
        .containsExactly(
            "pre true", "pre true", "write", "post false true", "post false true", "observe");
  }

  @Test
  void isNotForOtherServers() {
    assertThat(ComponentTransaction.of(server.local)).isEmpty();
  }

  /** The event is then tried again. */
  @Test
  void whatTheServerRefusesEndsTheCommit() {
    Manager manager = new Manager(calls);
    manager.refuses = true;
    ComponentTransaction component = ComponentTransaction.of(manager).orElseThrow();
    assertThatThrownBy(component::beforeCompletion)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("keep the transaction")
        .hasRootCauseMessage("refused");
  }

  private static JdbcDataSource h2() {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setURL("jdbc:h2:mem:component");
    return dataSource;
  }

  /** With the methods of Payara and GlassFish. */
  public static final class Manager implements TransactionManager {
    private final List<String> calls;
    private boolean refuses;

    Manager(List<String> calls) {
      this.calls = calls;
    }

    public void preInvokeTx(boolean onlyServlets) {
      if (refuses) {
        throw new UnsupportedOperationException("refused");
      }
      calls.add("pre " + onlyServlets);
    }

    public void postInvokeTx(boolean suspended, boolean onlyServlets) {
      calls.add("post " + suspended + " " + onlyServlets);
    }

    @Override
    public void begin() {}

    @Override
    public void commit() {}

    @Override
    public int getStatus() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Transaction getTransaction() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void resume(Transaction transaction) {}

    @Override
    public void rollback() {}

    @Override
    public void setRollbackOnly() {}

    @Override
    public void setTransactionTimeout(int seconds) {}

    @Override
    public Transaction suspend() {
      throw new UnsupportedOperationException();
    }
  }
}
