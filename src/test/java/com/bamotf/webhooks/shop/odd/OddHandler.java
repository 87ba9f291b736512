package com.bamotf.webhooks.shop.odd;

import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.sql.SQLException;

/** Writes a row, and then does with its transaction what the metadata say. */
@ApplicationScoped
public class OddHandler {

  @Resource UserTransaction userTransaction;
  @Resource TransactionSynchronizationRegistry registry;
  @Inject Rows rows;
  @Inject Neighbour neighbour;
  @Inject EnterpriseNeighbour enterpriseNeighbour;

  void paid(@Observes PaymentIntentSucceeded event) throws SQLException, SystemException {
    rows.write(event.paymentIntent().id(), "handler");
    switch (event.paymentIntent().metadata("does").orElse("nothing")) {
      case "fails in a new transaction and catches" -> {
        try {
          neighbour.failAtCommit();
        } catch (Exception e) {
          // As a host does for which that work is not so important. WildFly throws a checked one.
        }
      }
      case "fails in a new transaction" -> neighbour.failAtCommit();
      case "fails in an enterprise bean's and catches" -> {
        try {
          enterpriseNeighbour.failAtCommit();
        } catch (Exception e) {
          // the same
        }
      }
      case "rolls back and returns" -> userTransaction.rollback();
      case "rolls back, refused or not, and returns" -> {
        try {
          userTransaction.rollback();
        } catch (IllegalStateException e) {
          registry.setRollbackOnly();
        }
      }
      case "marks for rollback and returns" -> registry.setRollbackOnly();
      default -> {}
    }
  }
}
