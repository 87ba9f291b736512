package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.client.Account;
import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows the state of the reconciliation and starts runs. Thread-safe. Each call uses a transaction
 * of its own, and suspends the caller's.
 */
@ApplicationScoped
public class Reconciliation {

  private final RunTable table;
  private final List<Account> accounts;
  private final ReconcileLoop loop;

  @Inject
  Reconciliation(RunTable table, ReconcileLoop loop, Settings settings) {
    this.table = table;
    this.loop = loop;
    this.accounts = Account.all(settings);
  }

  @SuppressWarnings("NullAway") // for the container's proxy, which has no fields of its own
  protected Reconciliation() {
    this.table = null;
    this.accounts = null;
    this.loop = null;
  }

  /** Whether an API key is set; without one, nothing is reconciled. */
  public boolean isActive() {
    return !accounts.isEmpty();
  }

  /**
   * The state of each account, in ascending order of their numbers; empty without an API key.
   *
   * @throws SQLException if the database cannot be used
   */
  public List<AccountStatus> status() throws SQLException {
    List<AccountStatus> status = new ArrayList<>();
    for (Account account : accounts) {
      status.add(table.status(account));
    }
    return status;
  }

  /**
   * Requests a new run for every account, on this server or another one. It usually begins within a
   * second, or when the current run has ended. Does not wait for it.
   *
   * @return the database's time: the requested run is the first whose {@link
   *     AccountStatus#startedAt} is not before it
   * @throws IllegalStateException if no API key is set
   * @throws SQLException if the database cannot be used
   */
  public Instant runNow() throws SQLException {
    requireActive();
    Instant requestedAt = Instant.MIN;
    for (Account account : accounts) {
      requestedAt = table.request(account, Duration.ZERO);
    }
    return requestedAt;
  }

  /**
   * What a run would store now, for each account in ascending order of their numbers. Stores
   * nothing. Waits for bamotf's list for up to 20 s an account while bamotf answers; if it does
   * not, for as long as a call may take ({@link com.bamotf.webhooks.client.BamotfClient}). A
   * webhook that arrives, or a run that starts meanwhile, may fill what is listed.
   *
   * @throws IllegalStateException if no API key is set
   * @throws SQLException if the database cannot be used
   * @throws InterruptedException if the thread is interrupted
   */
  public List<ReconcilePreview> preview() throws SQLException, InterruptedException {
    requireActive();
    return loop.preview();
  }

  private void requireActive() {
    if (!isActive()) {
      throw new IllegalStateException(
          "Reconciliation is off: set " + Setting.API_KEY.key() + " to an API key of bamotf");
    }
  }
}
