package com.bamotf.webhooks.war.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Reads the ledger. What it returns is detached. */
@ApplicationScoped
@Transactional
class Payments {

  private static final String NEWEST_FIRST = " order by p.createdAt desc, p.id desc";

  /**
   * The bytes of the texts, which have no limit of their own. {@code octet_length} tells them
   * without reading the texts, which JPQL's {@code length} would do.
   */
  private static final String IDS_AND_SIZES =
      "select p.id, coalesce(function('octet_length', p.description), 0),"
          + " coalesce(function('octet_length', p.metadata), 0),"
          + " coalesce(function('octet_length', p.address), 0) from Payment p";

  @PersistenceContext(unitName = "bamotf-ledger")
  EntityManager em;

  /** With its transactions. */
  Optional<Payment> find(String id) {
    Optional<Payment> found = Optional.ofNullable(em.find(Payment.class, StorableText.clean(id)));
    // By a query of their own: joined in, each would bring the payment's texts along once more.
    found.ifPresent(Payment::transactions);
    return found;
  }

  /** Without their transactions; fewer than asked for if they are too large together. */
  PaymentPage page(PaymentQuery query) {
    PaymentFilter filter = new PaymentFilter(query);
    List<String> ids = PaymentPage.fitting(sizes(query, filter));
    long total =
        filter
            .bind(em.createQuery("select count(p) from Payment p" + filter.where(), Long.class))
            .getSingleResult();
    return new PaymentPage(query, payments(ids), total);
  }

  private List<Object[]> sizes(PaymentQuery query, PaymentFilter filter) {
    return filter
        .bind(em.createQuery(IDS_AND_SIZES + filter.where() + NEWEST_FIRST, Object[].class))
        .setFirstResult(query.offset())
        .setMaxResults(query.limit())
        .getResultList();
  }

  private List<Payment> payments(List<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : em.createQuery("select p from Payment p where p.id in :ids" + NEWEST_FIRST, Payment.class)
            .setParameter("ids", ids)
            .getResultList();
  }
}
