package com.bamotf.webhooks.war.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which payments to list. A null filter matches every payment.
 *
 * @param from creation time, inclusive
 * @param to creation time, exclusive
 * @param q part of the id, address or description in any case, or a whole bitcoin transaction id.
 *     No index helps: every payment that passes the other filters is read
 * @param limit maximum number of payments in the answer, 1 to {@link #MAX_LIMIT}
 * @param offset how many payments of the list to skip
 */
record PaymentQuery(
    @Nullable PaymentStatus status,
    @Nullable String mode,
    @Nullable String currency,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String q,
    int limit,
    int offset) {

  static final int DEFAULT_LIMIT = 50;
  static final int MAX_LIMIT = 500;
  static final int MAX_OFFSET = 1_000_000_000;

  private static final List<String> FILTERS =
      List.of("status", "mode", "currency", "from", "to", "q");
  private static final List<String> NAMES =
      Stream.concat(FILTERS.stream(), Stream.of("limit", "offset")).toList();

  /**
   * Reads the query parameters of a request and ignores empty ones.
   *
   * @throws InvalidParameterException if one is unknown, repeated or not allowed
   */
  static PaymentQuery of(Map<String, List<String>> parameters) {
    return of(new QueryParameters(parameters, NAMES));
  }

  /** Like {@link #of}, but refuses limit and offset. */
  static PaymentQuery ofAll(Map<String, List<String>> parameters) {
    return of(new QueryParameters(parameters, FILTERS));
  }

  private static PaymentQuery of(QueryParameters given) {
    return new PaymentQuery(
        given.status("status"),
        given.text("mode"),
        given.text("currency"),
        given.instant("from"),
        given.instant("to"),
        given.text("q"),
        given.integer("limit", DEFAULT_LIMIT, 1, MAX_LIMIT),
        given.integer("offset", 0, 0, MAX_OFFSET));
  }

  /** The same list after skipping this many more payments. */
  PaymentQuery after(int payments) {
    return new PaymentQuery(status, mode, currency, from, to, q, limit, offset + payments);
  }

  /** The filters that are set, by name, with the values that the database compares. */
  Map<String, Object> filters() {
    Map<String, @Nullable Object> filters = new LinkedHashMap<>();
    filters.put("status", status);
    filters.put("mode", mode);
    filters.put("currency", currency);
    filters.put("from", Storable.time(from));
    filters.put("to", Storable.time(to));
    filters.put("q", q);
    filters.values().removeIf(Objects::isNull);
    return filters;
  }

  /** The query parameters, encoded for a URI, that {@link #of} reads as this query. */
  String toQueryString() {
    Map<String, Object> parameters = filters();
    parameters.computeIfPresent("status", (name, value) -> ((PaymentStatus) value).wireName());
    parameters.put("limit", limit);
    parameters.put("offset", offset);
    return parameters.entrySet().stream()
        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue().toString(), UTF_8))
        .collect(Collectors.joining("&"));
  }
}
