package com.bamotf.webhooks.host;

import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Set;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Mails and the like belong here: it is told only of what was committed. */
@ApplicationScoped
public class AfterCommit {

  @Inject Journal journal;

  void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) PaymentIntentSucceeded event) {
    journal.note(event.paymentIntent().id(), "after success");
  }

  void failed(@Observes(during = TransactionPhase.AFTER_FAILURE) PaymentIntentSucceeded event) {
    journal.note(event.paymentIntent().id(), "after failure");
  }

  void completed(
      @Observes(during = TransactionPhase.AFTER_COMPLETION) PaymentIntentSucceeded event) {
    journal.note(event.paymentIntent().id(), "after completion");
  }

  @SuppressWarnings("BanJNDI") // a constant name
  void looksAround(@Observes PaymentIntentSucceeded event) throws NamingException {
    String id = event.paymentIntent().id();
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    boolean seesApplication = loader.getResource("META-INF/persistence.xml") != null;
    Object module = new InitialContext().lookup("java:module/ModuleName");
    journal.note(id, "application " + seesApplication + " " + Set.of("host").contains(module));
  }
}
