package com.bamotf.webhooks.war.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the ledger and returns detached payments. */
@ApplicationScoped
@Transactional
class Payments {

  /**
   * The sizes in bytes of the texts, which are not limited. Unlike JPQL's {@code length}, {@code
   * octet_length} does not read the texts.
   */
  private static final String IDS_AND_SIZES =
      "select p.id, coalesce(function('octet_length', p.description), 0),"
          + " coalesce(function('octet_length', p.metadata), 0),"
          + " coalesce(function('octet_length', p.address), 0) from Payment p";

  /**
   * The day in UTC, in whichever zone the session is. Both providers pass on what is in {@code
   * sql}, and both databases have it.
   */
  private static final String DAY =
      "sql('cast(floor(extract(epoch from ?) / 86400) as integer)', p.createdAt)";

  private static final String SUMS =
      "select " + DAY + ", p.currency, p.mode, p.status, count(p), sum(p.received) from Payment p";

  private static final String BY_DAY = " group by " + DAY + ", p.currency, p.mode, p.status";

  private static final String NEWEST_FIRST = " order by p.createdAt desc, p.id desc";

  /** JPQL conditions by the parameter that each needs. */
  private static final Map<String, String> CONDITIONS =
      Map.of(
          "status", "p.status = :status",
          "mode", "p.mode = :mode",
          "currency", "p.currency = :currency",
          "from", "p.createdAt >= :from",
          "to", "p.createdAt < :to",
          "q",
              "(lower(p.id) like :part escape '!'"
                  + " or lower(p.address) like :part escape '!'"
                  + " or lower(p.description) like :part escape '!'"
                  + " or exists (select t.txid from PaymentTransaction t"
                  + " where t.payment = p and t.txid = :q))");

  @PersistenceContext(unitName = "bamotf-ledger")
  EntityManager em;

  /** The payment with its transactions. */
  Optional<Payment> find(String id) {
    Optional<Payment> found = Optional.ofNullable(em.find(Payment.class, Storable.clean(id)));
    // In a query of its own: a join would repeat the payment's texts for each transaction.
    found.ifPresent(Payment::transactions);
    return found;
  }

  /** Payments without transactions; fewer than the limit if they are large. */
  PaymentPage page(PaymentQuery query) {
    Map<String, Object> filters = query.filters();
    String where = where(filters);
    List<Object[]> sizes =
        bind(em.createQuery(IDS_AND_SIZES + where + NEWEST_FIRST, Object[].class), filters)
            .setFirstResult(query.offset())
            .setMaxResults(query.limit())
            .getResultList();
    long total =
        bind(em.createQuery("select count(p) from Payment p" + where, Long.class), filters)
            .getSingleResult();
    return new PaymentPage(query, payments(PaymentPage.fitting(sizes)), total);
  }

  /** Of all payments that match, whatever the limit. Reads each of them in the database. */
  PaymentTotals totals(PaymentQuery query) {
    Map<String, Object> filters = query.filters();
    return PaymentTotals.of(
        bind(em.createQuery(SUMS + where(filters) + BY_DAY, Object[].class), filters)
            .getResultList());
  }

  private static String where(Map<String, Object> filters) {
    return filters.keySet().stream()
        .map(CONDITIONS::get)
        .reduce((a, b) -> a + " and " + b)
        .map(conditions -> " where " + conditions)
        .orElse("");
  }

  private static <T> TypedQuery<T> bind(TypedQuery<T> query, Map<String, Object> filters) {
    filters.forEach(query::setParameter);
    if (filters.get("q") instanceof String q) {
      query.setParameter("part", "%" + escaped(q.toLowerCase(Locale.ROOT)) + "%");
    }
    return query;
  }

  /** Escapes the wildcards of {@code like}. */
  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  private List<Payment> payments(List<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : em.createQuery("select p from Payment p where p.id in :ids" + NEWEST_FIRST, Payment.class)
            .setParameter("ids", ids)
            .getResultList();
  }
}
