package com.bamotf.webhooks.war.ledger;

import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The condition of a query in JPQL, about a payment {@code p}. What the caller gave travels in
 * parameters, never in the text.
 */
final class PaymentFilter {

  private static final String CONTAINS_TEXT =
      "(lower(p.id) like :part escape '!'"
          + " or lower(p.address) like :part escape '!'"
          + " or lower(p.description) like :part escape '!'"
          + " or exists (select t.txid from PaymentTransaction t"
          + " where t.payment = p and t.txid = :q))";

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new LinkedHashMap<>();

  PaymentFilter(PaymentQuery query) {
    add("p.status = :status", "status", query.status());
    add("p.mode = :mode", "mode", query.mode());
    add("p.currency = :currency", "currency", query.currency());
    add("p.createdAt >= :from", "from", StorableTime.of(query.from()));
    add("p.createdAt < :to", "to", StorableTime.of(query.to()));
    String q = query.q();
    if (q != null) {
      add(CONTAINS_TEXT, "q", q);
      parameters.put("part", "%" + escaped(q.toLowerCase(Locale.ROOT)) + "%");
    }
  }

  private void add(String condition, String name, @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      parameters.put(name, value);
    }
  }

  /** {@code where …} with a space before it, or nothing. */
  String where() {
    return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
  }

  <Q extends Query> Q bind(Q query) {
    parameters.forEach(query::setParameter);
    return query;
  }

  /** Takes {@code %} and {@code _} as what they are. */
  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
