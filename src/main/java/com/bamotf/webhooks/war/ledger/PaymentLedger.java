package com.bamotf.webhooks.war.ledger;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;

/**
 * Keeps one {@link Payment} for each payment intent.
 *
 * <p>It works in the event's transaction: the payment and the completion of the event commit
 * together, or neither does and the event is retried. {@code MANDATORY} rules out a transaction of
 * its own.
 *
 * <p>Events of one payment intent are handled one at a time, on any number of servers, so that this
 * needs no lock, no version column and no check for duplicates.
 *
 * <p>A payment intent has one mode. Whoever knows the secret of another mode can sign its id as
 * well, so an event of another mode changes no payment, except that {@code prod} replaces any.
 *
 * <p>A CDI bean, so that the WAR does not need enterprise beans. An enterprise bean works too, with
 * {@code TransactionAttributeType.MANDATORY}.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PaymentLedger {

  private static final System.Logger LOG = System.getLogger(PaymentLedger.class.getName());
  private static final String PROD = "prod";

  @PersistenceContext(unitName = "bamotf-ledger")
  EntityManager em;

  /** An exception from here rolls back all work for the event. */
  void record(@Observes PaymentIntentEvent event) {
    PaymentIntent intent = event.paymentIntent();
    Payment payment = em.find(Payment.class, intent.id());
    if (payment != null && !payment.mode().equals(intent.mode())) {
      logOtherMode(payment, event);
      if (!intent.mode().equals(PROD)) {
        return;
      }
      em.remove(payment);
      em.flush(); // JPA would insert the new one first
      payment = null;
    }
    if (payment == null) {
      payment = new Payment(intent, Instant.now());
      em.persist(payment);
    }
    payment.apply(event);
  }

  private static void logOtherMode(Payment payment, PaymentIntentEvent event) {
    PaymentIntent intent = event.paymentIntent();
    LOG.log(
        WARNING,
        "{0}: {1} of mode {2} has the payment intent {3} of a payment of mode {4}; {5}. One of the two is forged, or two bamotf"
            + " servers use the same id. If you accept several modes, say what each secret may sign: {6}",
        LogCodes.OTHER_MODE,
        event.type(),
        intent.mode(),
        intent.id(),
        payment.mode(),
        intent.mode().equals(PROD) ? "it replaces that payment" : "it is ignored",
        Setting.WEBHOOK_SECRET_MODES.key());
  }
}
