package com.bamotf.webhooks.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.console.TestResponse;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.inbox.admin.EntrySelection;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {

  @Test
  void nothingSelectsAll() {
    assertThat(query()).isEqualTo(EntrySelection.all());
    assertThat(query("status", "", "event", " ", "q", "")).isEqualTo(EntrySelection.all());
    assertThat(Parameters.filter(TestResponse.json("{}"))).isEqualTo(EntrySelection.all());
    assertThat(Parameters.filter(TestResponse.json("{\"q\":null}")))
        .isEqualTo(EntrySelection.all());
  }

  @Test
  void readsEverything() {
    EntrySelection selection =
        EntrySelection.of(EntryStatus.ABANDONED, EntryStatus.PENDING)
            .withEvent("payment_intent.succeeded")
            .withMode("prod")
            .withPaymentIntent("pi_1")
            .withSource(Source.RECONCILED)
            .withText("timeout")
            .receivedBetween(
                Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-11-02T10:00:00Z"))
            .withMinAttempts(2);
    assertThat(
            query(
                "status", "ABANDONED, pending",
                "event", "payment_intent.succeeded",
                "mode", "prod",
                "intent", "pi_1",
                "source", "RECONCILED",
                "q", "timeout",
                "from", "2026-11-01T00:00:00Z",
                "to", "2026-11-02T12:00:00+02:00",
                "minAttempts", "2",
                "limit", "7",
                "after", "8"))
        .isEqualTo(selection);
    assertThat(
            Parameters.filter(
                TestResponse.json(
                    """
                    {"status":"ABANDONED,PENDING","event":"payment_intent.succeeded","mode":"prod","intent":"pi_1",
                    "source":"reconciled","q":"timeout","from":"2026-11-01T00:00:00Z","to":"2026-11-02T10:00:00Z",
                    "minAttempts":2}""")))
        .isEqualTo(selection);
  }

  @ParameterizedTest
  @CsvSource({
    "status,      ABANDONNED, ABANDONED",
    "source,      mail,       WEBHOOK",
    "from,        yesterday,  2026-11-24T00:00:00Z",
    "to,          2026-11-24, 2026-11-24T00:00:00Z",
    "minAttempts, many,       from 0 to",
    "minAttempts, -1,         from 0 to",
    "q,           ab,         3 characters",
    "stauts,      ABANDONED,  status",
  })
  void tellsWhatIsAllowed(String name, String value, String allowed) {
    assertThatThrownBy(() -> query(name, value))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(allowed);
    assertThatThrownBy(
            () -> Parameters.filter(TestResponse.json("{\"%s\":\"%s\"}".formatted(name, value))))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(allowed);
  }

  /** Paging in the filter of a bulk requeue would select another set than it seems. */
  @ParameterizedTest
  @CsvSource({"limit, 1", "after, 5", "status, '[1]'", "status, true"})
  void aFilterHasNoPagingAndNoLists(String name, String value) {
    assertThatThrownBy(
            () -> Parameters.filter(TestResponse.json("{\"%s\":%s}".formatted(name, value))))
        .isInstanceOf(Problem.class);
  }

  private static EntrySelection query(String... given) {
    Map<String, String[]> query = new HashMap<>();
    for (int i = 0; i < given.length; i += 2) {
      query.put(given[i], new String[] {given[i + 1]});
    }
    return Parameters.filter(query);
  }
}
