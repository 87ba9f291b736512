package com.bamotf.webhooks.dispatch;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.server.ServerClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * An inbox with the dispatch behind it, whose one observer writes into a table of its own and can
 * be told to fail.
 */
final class DispatchFixture implements AutoCloseable {

  /** What the observer does after its own work. */
  interface Behaviour {
    void after(PaymentIntentEvent event) throws SQLException;
  }

  final InboxFixture inbox;
  final AtomicLong nanoTime = new AtomicLong();

  final Handling handling;
  final List<PaymentIntentEvent> seen = new CopyOnWriteArrayList<>();
  volatile Behaviour behaviour = event -> {};

  /** Whether the observer counts as one that handles. */
  volatile boolean handled = true;

  DispatchFixture(DataSource dataSource) {
    this(dataSource, InboxFixture.SETTINGS, null);
  }

  /**
   * With these settings, and this clock, or one that stands still until it is moved if none is
   * given.
   */
  DispatchFixture(DataSource dataSource, Settings settings, LongSupplier clock) {
    inbox = new InboxFixture(dataSource, settings).started();
    handling =
        new Handling(
            inbox.inbox,
            inbox.transactions,
            new EventPublisher(null, null) {
              @Override
              boolean publish(PaymentIntentEvent event) {
                observe(event);
                return handled;
              }
            },
            new FailureRecorder(inbox.inbox, settings, new ServerClock(), inbox.telemetry),
            settings,
            inbox.telemetry,
            clock == null ? nanoTime::get : clock);
  }

  HandlingResult handleNext() throws SQLException {
    return handling.handleNext();
  }

  void createOrders() {
    inbox.update(
        "create table orders (id bigint generated always as identity, intent varchar(100), event varchar(100))");
  }

  private void observe(PaymentIntentEvent event) {
    seen.add(event);
    try (Connection connection = inbox.local.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("insert into orders (intent, event) values (?, ?)")) {
      insert.setString(1, event.paymentIntent().id());
      insert.setString(2, event.type());
      insert.executeUpdate();
      behaviour.after(event);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a handler does that hangs: it returns only when it is interrupted, by throwing. */
  static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  int orders() {
    return Integer.parseInt(inbox.value("select count(*) from orders"));
  }

  /** Makes what waits for its back-off due now. */
  void passTime() {
    inbox.update(
        "update bamotf_inbox set next_attempt_at = current_timestamp where status = 'PENDING'");
  }

  @Override
  public void close() {
    inbox.close();
  }
}
