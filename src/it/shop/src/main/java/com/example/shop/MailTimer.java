package com.example.shop;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Looks into the outbox every two seconds, on each server. */
@Singleton
public class MailTimer {

  private static final System.Logger LOG = System.getLogger(MailTimer.class.getName());

  @Inject Mails mails;

  /**
   * Throws nothing, and has no transaction that could be rolled back: Payara and GlassFish cancel a
   * timer that fails twice in a row. They look for the attribute at the method, not at the class.
   */
  @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  void sendUnsent() {
    try {
      mails.unsent().forEach(this::send);
    } catch (RuntimeException e) {
      LOG.log(WARNING, "The outbox cannot be read; the next round tries again: {0}", e);
    }
  }

  /** Each in a transaction of its own, so that a mail that cannot be sent stops no other. */
  private void send(String id) {
    try {
      mails.send(id);
    } catch (RuntimeException e) {
      LOG.log(WARNING, "Mail {0} is not sent; the next round tries again: {1}", id, e);
    }
  }
}
