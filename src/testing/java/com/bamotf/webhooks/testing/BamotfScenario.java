package com.bamotf.webhooks.testing;

import jakarta.persistence.EntityManager;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * bamotf, your application and the time between them, as a test method gets them with {@link
 * BamotfTest}. Each call returns when all that is due has been handled, on the test's thread.
 *
 * <p><b>Time</b> stands still, and moves only by {@link #advance} and by bamotf's pauses between
 * two attempts. The clock can be injected into your beans as {@link Clock}. Only the times that the
 * database adds, such as {@code receivedAt}, are real.
 *
 * <p><b>Limits.</b> There is one server with one worker; the HTTP part is left out, from the body's
 * arrival to its signature; the database is H2. Used by one thread.
 */
public final class BamotfScenario {

  private final TestDatabase database;
  private final TestClock clock = new TestClock();
  private final ObserverCalls calls = new ObserverCalls();
  private final AtomicLong keys = new AtomicLong();
  private final TestServer server;
  private final TestInbox inbox;
  private final Deliveries deliveries;

  private BamotfScenario(BamotfTest test) {
    this.database = TestDatabase.with(TestConfig.pairs(test.persistence()));
    this.server = new TestServer(test, database, clock, calls);
    this.inbox = new TestInbox(server, database, clock);
    this.deliveries = new Deliveries(server, inbox, calls, clock);
  }

  static BamotfScenario start(BamotfTest test) {
    BamotfScenario scenario = new BamotfScenario(test);
    scenario.database.clear();
    scenario.server.start();
    return scenario;
  }

  void close() {
    server.stop();
  }

  TestServer server() {
    return server;
  }

  /**
   * A bean of the running server, as a parameter of the test method is; for use after a restart.
   *
   * @throws jakarta.enterprise.inject.UnsatisfiedResolutionException if there is none
   */
  public <T> T bean(Class<T> type) {
    return server.bean(type);
  }

  EntityManager entityManager() {
    return server.entityManager();
  }

  /** A new payment of 0.001 BTC in mode {@code prod}, whose events can be delivered. */
  public TestPayment payment() {
    return new TestPayment(keys, clock);
  }

  /** The time of this scenario. */
  public Clock clock() {
    return clock;
  }

  /**
   * Delivers an event as bamotf does: up to three attempts, 1 s and 2 s apart, until one is
   * answered with 2xx. The same event again is another delivery of the same job; a new one, such as
   * another {@code payment.succeeded()}, is the same fact under another idempotency key.
   */
  public BamotfDelivery deliver(TestEvent<?> event) {
    return deliveries.deliver(event);
  }

  /** An event that bamotf never manages to deliver; only {@link #reconcile} finds it. */
  public BamotfDelivery lose(TestEvent<?> event) {
    return deliveries.lose(event);
  }

  /**
   * Lets reconciliation find what {@link #lose} lost. As from bamotf's API, the payments come
   * without their transactions. The API itself is not called: {@link FakeBamotf} is for that.
   */
  public void reconcile() {
    deliveries.reconcile();
  }

  /**
   * Lets this much time pass, with each retry at its time.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public void advance(Duration time) {
    inbox.advance(time);
  }

  /** Makes an abandoned, unobserved or quarantined entry due again, as an operator does. */
  public void requeue(BamotfDelivery delivery) {
    deliveries.requeue(delivery);
  }

  /** Sets bamotf's clock ahead of the server's, or behind it if negative. */
  public void clockSkew(Duration ahead) {
    deliveries.clockSkew(ahead);
  }

  /** Loses bamotf's queue: the idempotency keys of later events start again at 1. */
  public void restartKeys() {
    keys.set(0);
  }

  /** Makes each observer that is called fail after its work, so many times. */
  public void failHandler(int times) {
    calls.fail(times);
  }

  /**
   * Crashes the server after the next call of an observer, before the commit, and starts it again.
   */
  public void crashInHandler() {
    calls.crashOnce(inbox::crash);
  }

  /**
   * Crashes the server when the next event is committed, before it is answered, and starts it
   * again.
   */
  public void crashAfterCommit() {
    deliveries.crashAfterCommit();
  }

  /** Stops the server and starts it again. Beans that the test has are those of the old one. */
  public void restart() {
    inbox.restart();
  }

  /** Takes the database away until {@link #databaseBack}; what is delivered meanwhile is held. */
  public void databaseAway() {
    database.dataSource.setAway(true);
    server.startStoring();
  }

  /** Ends {@link #databaseAway}, and waits until the deliveries that are held are stored. */
  public void databaseBack() {
    database.dataSource.setAway(false);
    deliveries.resume();
  }

  /**
   * Does the test's own work in a transaction, such as to persist an order.
   *
   * @throws IllegalStateException if it does not commit
   */
  public void inTransaction(Runnable work) {
    UserTransaction transaction = database.transactions.getUserTransaction();
    boolean done = false;
    try {
      transaction.begin();
      try {
        work.run();
        done = true;
      } finally {
        if (done) {
          transaction.commit();
        } else {
          transaction.rollback();
        }
      }
    } catch (NotSupportedException
        | SystemException
        | RollbackException
        | jakarta.transaction.HeuristicMixedException
        | jakarta.transaction.HeuristicRollbackException e) {
      throw new IllegalStateException("The test's own transaction did not commit: " + e, e);
    }
  }
}
