package com.bamotf.webhooks.benchmark.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Sees from outside when a payment of the ledger is committed: a trigger notifies, and PostgreSQL
 * delivers a notification only after the commit is durable.
 */
final class Witness implements AutoCloseable {

  private static final String TRIGGER =
      """
      create or replace function bamotf_witness() returns trigger language plpgsql as
        'begin perform pg_notify(''handled'', new.id); return new; end';
      create or replace trigger bamotf_witness after insert on bamotf_payment
        for each row execute function bamotf_witness()
      """;

  private final Connection connection;
  private final Map<String, Long> seen = new ConcurrentHashMap<>();
  private final Thread listener;
  private volatile boolean closing;

  Witness(Database database) throws SQLException {
    database.execute(TRIGGER);
    connection = database.connect();
    try (Statement listen = connection.createStatement()) {
      listen.execute("listen handled");
    }
    listener = new Thread(this::listen, "witness");
    listener.start();
  }

  private void listen() {
    try {
      PGConnection notifications = connection.unwrap(PGConnection.class);
      while (!closing) {
        for (PGNotification one : notifications.getNotifications(100)) {
          seen.put(one.getParameter(), System.nanoTime());
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The witness lost its connection", e);
    }
  }

  /** By payment intent, when its payment was committed, by {@link System#nanoTime}. */
  Map<String, Long> seen() {
    return seen;
  }

  @Override
  public void close() throws SQLException {
    closing = true;
    try {
      listener.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
