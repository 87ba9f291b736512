package com.bamotf.webhooks.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Reads the ledger. What it returns is detached and complete, transactions included. */
@ApplicationScoped
@Transactional
class Payments {

  private static final String NEWEST_FIRST = " order by p.createdAt desc, p.id desc";
  private static final String WITH_TRANSACTIONS =
      "select distinct p from Payment p left join fetch p.transactions where p.id in :ids";

  @PersistenceContext(unitName = "bamotf-ledger")
  EntityManager em;

  Optional<Payment> find(String id) {
    return withTransactions(List.of(StorableText.clean(id))).stream().findFirst();
  }

  PaymentPage page(PaymentQuery query) {
    PaymentFilter filter = new PaymentFilter(query);
    // The ids first: with the transactions joined in, limit and offset would count those.
    List<String> ids =
        filter
            .bind(
                em.createQuery(
                    "select p.id from Payment p" + filter.where() + NEWEST_FIRST, String.class))
            .setFirstResult(query.offset())
            .setMaxResults(query.limit())
            .getResultList();
    long total =
        filter
            .bind(em.createQuery("select count(p) from Payment p" + filter.where(), Long.class))
            .getSingleResult();
    return new PaymentPage(query, withTransactions(ids), total);
  }

  private List<Payment> withTransactions(List<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : em.createQuery(WITH_TRANSACTIONS + NEWEST_FIRST, Payment.class)
            .setParameter("ids", ids)
            .getResultList();
  }
}
