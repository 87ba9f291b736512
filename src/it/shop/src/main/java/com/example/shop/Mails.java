package com.example.shop;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * The outbox: a mail is written in the transaction of what it tells, so that there is none without
 * a commit, and sent by {@link MailTimer} afterwards, until that succeeds.
 *
 * <p>Each mail is sent at least once. A second time only if a server dies, or loses its database,
 * in the moment between sending and the commit that keeps it: no transaction spans both. Where that
 * is not good enough, give the mail server a message id of the mail's own to know it by.
 *
 * <p>An enterprise bean, since the timer is one: what a {@code @Transactional} CDI bean writes on
 * behalf of an enterprise bean without a transaction, Payara commits in spite of a rollback.
 */
@Stateless
public class Mails {

  @PersistenceContext EntityManager em;
  @Inject MailSender sender;

  /** Only in the transaction of whoever calls. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void write(String recipient, String body) {
    em.persist(new Mail(recipient, body));
  }

  /** The ids of the mails that are not sent, oldest first. */
  public List<String> unsent() {
    return em.createQuery(
            "select m.id from Mail m where m.sentAt is null order by m.writtenAt", String.class)
        .getResultList();
  }

  /**
   * Sends a mail, unless it is sent already. The update locks its row, so that another server which
   * comes at the same moment waits for this one and then changes nothing. If sending fails, the
   * rollback leaves the mail unsent.
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void send(String id) {
    int changed =
        em.createQuery("update Mail m set m.sentAt = :now where m.id = :id and m.sentAt is null")
            .setParameter("now", OffsetDateTime.now())
            .setParameter("id", id)
            .executeUpdate();
    if (changed == 1) {
      Mail mail = em.find(Mail.class, id);
      sender.send(mail.recipient(), mail.body());
    }
  }
}
