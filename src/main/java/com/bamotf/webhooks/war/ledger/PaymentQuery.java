package com.bamotf.webhooks.war.ledger;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which payments a list holds. A filter that is null holds back none.
 *
 * @param from creation time, inclusive
 * @param to creation time, exclusive
 * @param q text contained in the id, address or description, or a whole bitcoin transaction id. The
 *     case does not matter, beyond ASCII as far as the database knows the letters. No index helps
 *     here: each payment that the other filters leave is read
 * @param limit the most payments in one answer, 1 to {@link #MAX_LIMIT}; large ones make it fewer
 * @param offset how many payments of the whole list come before the answer
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

  private static final List<String> NAMES =
      List.of("status", "mode", "currency", "from", "to", "q", "limit", "offset");

  /**
   * Reads the query parameters of a request; an empty one counts as not given.
   *
   * @throws InvalidParameterException if one is unknown, repeated or not allowed
   */
  static PaymentQuery of(Map<String, List<String>> parameters) {
    QueryParameters given = new QueryParameters(parameters, NAMES);
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

  /** The list behind so many payments of this one. */
  PaymentQuery after(int payments) {
    return new PaymentQuery(status, mode, currency, from, to, q, limit, offset + payments);
  }

  /** The query in the form in which {@link #of} reads it, encoded for a URI. */
  String toQueryString() {
    return Stream.of(
            parameter("status", status == null ? null : status.wireName()),
            parameter("mode", mode),
            parameter("currency", currency),
            parameter("from", from),
            parameter("to", to),
            parameter("q", q),
            parameter("limit", limit),
            parameter("offset", offset))
        .flatMap(stream -> stream)
        .collect(Collectors.joining("&"));
  }

  private static Stream<String> parameter(String name, @Nullable Object value) {
    return value == null
        ? Stream.empty()
        : Stream.of(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
  }
}
