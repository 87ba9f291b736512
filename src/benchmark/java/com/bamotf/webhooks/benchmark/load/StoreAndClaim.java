package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.Claim;
import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.inbox.NewEntry;
import com.bamotf.webhooks.inbox.StoreResult;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** An inbox on a database of its own, filled to some size. */
final class StoreAndClaim implements AutoCloseable {

  private final Database database;
  private final JdbcConnectionPool pool;
  private final InboxFixture inbox;
  private int stored;

  StoreAndClaim(Database database) throws SQLException {
    this.database = database;
    this.pool = database.pool();
    this.inbox = new InboxFixture((DataSource) pool).started();
    inbox.inbox.prepare();
  }

  /** Adds entries of 1.1 KB, the pending ones due now. */
  void fill(int handled, int pending) throws SQLException {
    database.execute(
        """
        create table made as
          select n, gen_random_uuid()::text as id from generate_series(1, %d) as n;
        insert into bamotf_inbox
          (deduplication_key, payment_intent_id, event, mode, source, rare, status, stage, attempts, next_attempt_at, ended_at, body)
          select id || '\tprod\tpayment_intent.succeeded', id, 'payment_intent.succeeded', 'prod', 'WEBHOOK', false,
            case when n <= %2$d then 'HANDLED' else 'PENDING' end,
            case when n <= %2$d then 3 else 0 end,
            case when n <= %2$d then 1 else 0 end,
            case when n > %2$d then now() end,
            case when n <= %2$d then now() end,
            convert_to(rpad(id, 1100, '.'), 'UTF8')
          from made;
        drop table made;
        """
            .formatted(handled + pending, handled));
    database.execute("vacuum analyze");
    database.execute("checkpoint");
  }

  /** The time of a store. */
  double storeMillis() {
    byte[] body = next();
    long begun = System.nanoTime();
    StoreResult result = inbox.store(body);
    double millis = (System.nanoTime() - begun) / 1e6;
    if (!(result instanceof StoreResult.Stored)) {
      throw new IllegalStateException("Not stored: " + result);
    }
    return millis;
  }

  /** The time until several events that come at once are stored, which share commits. */
  double storeMillis(int events) {
    List<CompletionStage<StoreResult>> results = new ArrayList<>();
    List<NewEntry> entries = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      entries.add(inbox.intake.read(next(), Source.WEBHOOK, null));
    }
    long begun = System.nanoTime();
    entries.forEach(entry -> results.add(inbox.inbox.enqueue(entry)));
    for (CompletionStage<StoreResult> result : results) {
      if (!(result.toCompletableFuture().join() instanceof StoreResult.Stored)) {
        throw new IllegalStateException("Not stored");
      }
    }
    return (System.nanoTime() - begun) / 1e6;
  }

  /** An ordinary event, of real money. */
  private byte[] next() {
    return Facts.event(stored++).withMode("prod").bytes(Instant.now());
  }

  /** The time of a transaction that claims the entry that waits longest and completes it. */
  double claimMillis() throws SQLException {
    long begun = System.nanoTime();
    boolean won = inbox.inClaimTransaction(this::claimAndComplete);
    double millis = (System.nanoTime() - begun) / 1e6;
    if (!won) {
      throw new IllegalStateException("A claim was lost, although nobody else claims");
    }
    return millis;
  }

  private boolean claimAndComplete() throws SQLException {
    return inbox.inbox.claim() instanceof Claim.ClaimedEntry claimed
        && inbox.inbox.end(claimed, EntryStatus.HANDLED);
  }

  @Override
  public void close() {
    inbox.close();
    pool.dispose();
  }
}
