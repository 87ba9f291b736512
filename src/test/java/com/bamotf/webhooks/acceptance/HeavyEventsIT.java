package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.inbox.Bodies;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Signed events that are as heavy as the default cap of 1 MiB lets them be, on a server with the
 * shipped heap of 512 MiB: neither handling them nor reading them takes it down.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("servers")
class HeavyEventsIT {

  private static final String SECRET = "heavy-secret";
  private static final String DATABASE = "heavy";

  /** Of each kind; together they are larger than the heap. */
  private static final int EVENTS = 64;

  private static final int SIZE = 900_000;
  private static final int MOST_TRANSACTIONS = 5_000;

  @TempDir static Path folder;

  private final Postgres postgres = new Postgres();
  private ServerProcess server;

  @BeforeAll
  void start() {
    postgres.createDatabase(DATABASE);
    server =
        PayaraMicro.onPostgres(folder, postgres, DATABASE)
            .with("bamotf.webhook.secret", SECRET)
            .start();
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
    postgres.close();
  }

  @Test
  void heavyPaymentsAreHandledAndListedOnceEach() {
    List<String> ids = newIds();
    ids.parallelStream().forEach(id -> send(id, heavy(id, ids.indexOf(id))));
    Waiting.await().pollInterval(Duration.ofMillis(500)).until(() -> total() == ids.size());

    // Several readers at once, as a console and a script of the operator's may be.
    List<List<String>> listed =
        Stream.generate(() -> "").limit(3).parallel().map(x -> list()).toList();
    assertThat(listed)
        .allSatisfy(each -> assertThat(each).containsExactlyInAnyOrderElementsOf(ids));
    assertThat(ids.subList(0, 2 * EVENTS + 1)).allSatisfy(id -> assertThat(show(id)).isEqualTo(id));
  }

  @Test
  void moreTransactionsThanAnEventMayHaveAreQuarantined() {
    HttpResponse<String> answer =
        Http.postSigned(
            server.uri("/webhook"),
            SECRET,
            withTransactions(UUID.randomUUID().toString(), 20_000, 45));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Http.json(answer).getString("error")).contains("transactions", "5000");
    assertThat(
            postgres.value(
                DATABASE,
                "select count(*) from bamotf_inbox where status = 'QUARANTINED' and last_error like '%transactions%'"))
        .isEqualTo("1");
  }

  private void send(String id, String body) {
    HttpResponse<String> answer = Http.postSigned(server.uri("/webhook"), SECRET, body);
    assertThat(answer.statusCode()).as(id).isEqualTo(200);
  }

  private int total() {
    return Http.json(Http.get(server.uri("/api/payments?limit=1"))).getInt("total");
  }

  /** The ids on all pages. */
  private List<String> list() {
    List<String> ids = new ArrayList<>();
    String next = "/bamotf/api/payments?limit=500";
    while (next != null) {
      HttpResponse<String> answer = Http.get(server.uriOf(next));
      assertThat(answer.statusCode()).isEqualTo(200);
      JsonObject page = Http.json(answer);
      page.getJsonArray("data").forEach(each -> ids.add(each.asJsonObject().getString("id")));
      next = page.get("next") instanceof JsonString link ? link.getString() : null;
    }
    return ids;
  }

  private String show(String id) {
    HttpResponse<String> answer = Http.get(server.uri("/api/payments/" + id));
    assertThat(answer.statusCode()).isEqualTo(200);
    return Http.json(answer).getString("id");
  }

  private static List<String> newIds() {
    return IntStream.range(0, 2 * EVENTS + EVENTS / 8)
        .mapToObj(i -> UUID.randomUUID().toString())
        .toList();
  }

  /** First those with transactions, then those with metadata, at last those with both. */
  private static String heavy(String id, int index) {
    if (index < EVENTS) {
      return withTransactions(id, MOST_TRANSACTIONS, SIZE / MOST_TRANSACTIONS);
    }
    if (index >= 2 * EVENTS) {
      return withTransactions(id, MOST_TRANSACTIONS, 90)
          .replace("\"metadata\":null", "\"metadata\":\"" + "x".repeat(SIZE / 2) + "\"");
    }
    String metadata =
        index % 2 == 0
            ? "[" + "{\"a\":0},".repeat(24_900) + "\"" + "x".repeat(SIZE - 200_000) + "\"]"
            : "\"" + "é".repeat(SIZE / 2) + "\"";
    return Bodies.event(id, "succeeded").replace("\"metadata\":null", "\"metadata\":" + metadata);
  }

  private static String withTransactions(String id, int number, int size) {
    String transaction = "{\"id\":\"%s\",\"amount\":\"1\",\"confirmations\":1}";
    String filled = transaction.formatted("t".repeat(size - transaction.length() + 1));
    return Bodies.event(id, "succeeded")
        .replace(
            "\"transactions\":[]",
            "\"transactions\":[" + String.join(",", Collections.nCopies(number, filled)) + "]");
  }
}
