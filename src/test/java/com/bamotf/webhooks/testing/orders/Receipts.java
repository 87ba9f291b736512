package com.bamotf.webhooks.testing.orders;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Observes as a CDI bean: in the transaction, and after its commit. */
@ApplicationScoped
public class Receipts {

  @Inject CurrentEvent current;
  @Inject Clock clock;
  @Resource TransactionSynchronizationRegistry transaction;

  private final List<String> committed = new ArrayList<>();
  private Instant lastSeen = Instant.MIN;
  private boolean transactionsKnown;

  @Transactional(Transactional.TxType.MANDATORY)
  public void note(@Observes PaymentIntentEvent event) {
    if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE) {
      throw new IllegalStateException("no transaction");
    }
    current.type = event.type();
    lastSeen = clock.instant();
    transactionsKnown = event.paymentIntent().transactionsKnown();
  }

  /** In the request that also had the transaction. */
  public void write(
      @Observes(during = TransactionPhase.AFTER_SUCCESS) PaymentIntentSucceeded event) {
    committed.add(current.type);
  }

  public List<String> committed() {
    return committed;
  }

  public Instant lastSeen() {
    return lastSeen;
  }

  public boolean transactionsKnown() {
    return transactionsKnown;
  }
}
