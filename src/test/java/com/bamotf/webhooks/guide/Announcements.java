package com.bamotf.webhooks.guide;

import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;

@Stateless
public class Announcements {

  @PersistenceContext EntityManager em;
  @Inject Topic topic;

  public void paid(@Observes PaymentIntentSucceeded event) {
    PaymentIntent intent = event.paymentIntent();
    String body =
        Json.createObjectBuilder()
            .add("event", event.type())
            .add("paymentIntentId", intent.id())
            .add("currency", intent.currency())
            .add("amount", String.valueOf(intent.amount()))
            .build()
            .toString();
    em.persist(new Announcement(event.type() + " " + intent.id(), body));
  }

  public List<String> unpublished() {
    return em.createQuery("select a.id from Announcement a where not a.isPublished", String.class)
        .setMaxResults(100)
        .getResultList();
  }

  /** For a timer, once for each announcement that is not published yet. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void publish(String id) {
    Announcement each = em.find(Announcement.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (!each.isPublished()) {
      topic.publish(each.id(), each.body()); // returns once the broker has it
      each.published();
    }
  }
}
