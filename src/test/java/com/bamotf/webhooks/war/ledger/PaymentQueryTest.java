package com.bamotf.webhooks.war.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentQueryTest {

  private static final PaymentQuery EVERYTHING =
      new PaymentQuery(null, null, null, null, null, null, 50, 0);

  @Test
  void asksForTheFirstFiftyByDefault() {
    assertThat(PaymentQuery.of(Map.of())).isEqualTo(EVERYTHING);
  }

  @Test
  void takesAnEmptyParameterAsNotGiven() {
    assertThat(read("status=", "mode=", "from=", "q=", "limit=")).isEqualTo(EVERYTHING);
    assertThat(PaymentQuery.of(Map.of("q", List.of()))).isEqualTo(EVERYTHING);
  }

  @Test
  void readsEachParameter() {
    assertThat(
            read(
                "status=processing",
                "mode=test",
                "currency=XYZ",
                "from=2023-11-14",
                "to=2023-11-14T23:00:00+01:00",
                "q=a b",
                "limit=500",
                "offset=1000000000"))
        .isEqualTo(
            new PaymentQuery(
                PaymentStatus.PROCESSING,
                "test",
                "XYZ",
                Instant.parse("2023-11-14T00:00:00Z"),
                Instant.parse("2023-11-14T22:00:00Z"),
                "a b",
                500,
                1_000_000_000));
  }

  @Test
  void asksTheDatabaseForNothingThatItCannotCompare() {
    assertThat(read("q=a\0b").q()).isEqualTo("a\uFFFDb");
    assertThat(read("mode=\uD800").mode()).isEqualTo("\uFFFD");
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0,       a whole number from 1 to 500",
    "limit=501,     a whole number from 1 to 500",
    "limit=ten,     a whole number from 1 to 500",
    "limit=1.5,     a whole number from 1 to 500",
    "limit=99999999999, a whole number from 1 to 500",
    "offset=-1,     a whole number from 0 to 1000000000",
    "offset=1000000001, a whole number from 0 to 1000000000",
    "status=paid,      'one of pending, processing, succeeded, canceled, paid_late'",
    "status=SUCCEEDED, 'one of pending, processing, succeeded, canceled, paid_late'",
    "from=yesterday,           'a date, or a time with its offset'",
    "from=2023-11-14T22:10:00, 'a date, or a time with its offset'",
    "to=2023-02-30,            'a date, or a time with its offset'",
  })
  void namesWhatIsWrongFoundAndAllowed(String parameter, String allowed) {
    String name = parameter.substring(0, parameter.indexOf('='));
    String found = parameter.substring(parameter.indexOf('=') + 1);

    assertThatThrownBy(() -> read(parameter))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageStartingWith("Parameter %s is \"%s\"; allowed is %s", name, found, allowed);
  }

  @Test
  void refusesUnknownAndRepeatedParameters() {
    assertThatThrownBy(() -> read("stauts=paid"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage(
            "There is no parameter \"stauts\"; allowed are status, mode, currency, from, to, q,"
                + " limit, offset.");
    assertThatThrownBy(() -> PaymentQuery.of(Map.of("mode", List.of("test", "prod"))))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("Parameter mode is \"test, prod\"; allowed is one value.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "x"})
  void doesNotRepeatALongMistake(String name) {
    String longText = "y".repeat(5000);

    assertThatThrownBy(() -> read(name + longText + "=1")).message().hasSizeLessThan(250);
    assertThatThrownBy(() -> read("status=" + longText)).message().hasSizeLessThan(250);
  }

  @Test
  void writesItselfAsAQueryThatReadsTheSame() {
    PaymentQuery query =
        read(
            "status=canceled",
            "mode=te&st",
            "currency=é☕",
            "from=2023-11-14T22:10:00.5Z",
            "to=2024-01-01",
            "q=100% + ?",
            "limit=7",
            "offset=14");

    assertThat(readEncoded(query.toQueryString())).isEqualTo(query);
    assertThat(EVERYTHING.toQueryString()).isEqualTo("limit=50&offset=0");
  }

  @Test
  void goesOnBehindWhatWasShown() {
    PaymentQuery query = read("mode=prod", "limit=7", "offset=14");

    assertThat(query.after(3)).isEqualTo(read("mode=prod", "limit=7", "offset=17"));
  }

  private static PaymentQuery read(String... parameters) {
    return PaymentQuery.of(
        Arrays.stream(parameters)
            .map(parameter -> parameter.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> List.of(pair[1]))));
  }

  private static PaymentQuery readEncoded(String query) {
    return read(
        Arrays.stream(query.split("&"))
            .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
            .toArray(String[]::new));
  }
}
