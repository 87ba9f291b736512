package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.client.Account;
import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.InboxDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What an operator can see of the reconciliation, and ask of it. Thread-safe; each call is a
 * transaction of its own, so that the caller must not have one.
 */
@ApplicationScoped
public class Reconciliation {

  private final RunTable table;
  private final List<Account> accounts;

  @Inject
  Reconciliation(InboxDatabase database, Settings settings) {
    this.table = new RunTable(database);
    this.accounts = Account.all(settings);
  }

  @SuppressWarnings("NullAway") // for the container's proxy, which has no fields of its own
  protected Reconciliation() {
    this.table = null;
    this.accounts = null;
  }

  /** Whether an API key is set, without which nothing is reconciled. */
  public boolean isActive() {
    return !accounts.isEmpty();
  }

  /**
   * How each account stands, in ascending order of their numbers; empty when nothing is reconciled.
   *
   * @throws SQLException if the database cannot be worked with
   */
  public List<AccountStatus> status() throws SQLException {
    List<AccountStatus> status = new ArrayList<>();
    for (Account account : accounts) {
      status.add(table.status(account));
    }
    return status;
  }

  /**
   * Asks for a run of every account that begins after this call, on this server or another one,
   * usually within a second; a run that is under way is ended first. Does not wait for it.
   *
   * @return a time of the database: the run asked for is the first whose {@link
   *     AccountStatus#startedAt} is not before it
   * @throws IllegalStateException if no API key is set
   * @throws SQLException if the database cannot be worked with
   */
  public Instant runNow() throws SQLException {
    if (!isActive()) {
      throw new IllegalStateException(
          "Nothing is reconciled: set " + Setting.API_KEY.key() + " to an API key of bamotf");
    }
    Instant asked = Instant.MIN;
    for (Account account : accounts) {
      asked = table.request(account, Duration.ZERO);
    }
    return asked;
  }
}
