package com.example.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/** Writes to customers; in this example, into the server's log. */
@ApplicationScoped
public class Mails {

  private static final System.Logger LOG = System.getLogger(Mails.class.getName());

  /** A mail cannot be rolled back: it is sent after the commit, and not at all without one. */
  void thank(@Observes(during = TransactionPhase.AFTER_SUCCESS) OrderPaid paid) {
    LOG.log(
        System.Logger.Level.INFO,
        "Mail to {0}: thank you, order {1} is paid",
        paid.email(),
        paid.orderId());
  }
}
