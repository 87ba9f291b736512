package com.bamotf.webhooks.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.console.TestResponse;
import com.bamotf.webhooks.console.TestSettings;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntriesHandlerTest {

  private final Console console = new Console();

  @Test
  void listsEntriesAsDocumented() {
    console.inbox.add(7, "pi_1");
    JsonObject entry =
        Console.json(console.get("/entries")).getJsonArray("entries").getJsonObject(0);
    assertThat(entry)
        .isEqualTo(
            TestResponse.json(
                """
                {"id":"7","status":"ABANDONED","event":"payment_intent.succeeded","mode":"prod",
                "paymentIntentId":"pi_1","source":"WEBHOOK","signedBy":"bamotf.webhook.secret","deliveries":2,"attempts":3,"requeues":1,
                "receivedAt":"2026-11-28T12:00:00Z","nextAttemptAt":null,"endedAt":"2026-11-28T12:00:01Z",
                "lastError":"<script>alert(1)</script>"}"""));
  }

  @Test
  void pagesToTheEnd() {
    for (int id = 1; id <= 5; id++) {
      console.inbox.add(id, "pi_" + id);
    }
    JsonObject first = Console.json(console.get("/entries", "limit", "2"));
    assertThat(ids(first)).isEqualTo("5 4");
    assertThat(first.getString("next")).isEqualTo("4");
    JsonObject second = Console.json(console.get("/entries", "limit", "2", "after", "4"));
    assertThat(ids(second)).isEqualTo("3 2");
    JsonObject last = Console.json(console.get("/entries", "limit", "2", "after", "2"));
    assertThat(ids(last)).isEqualTo("1");
    assertThat(last.get("next")).isEqualTo(JsonValue.NULL);
    JsonObject exact = Console.json(console.get("/entries", "limit", "5"));
    assertThat(exact.get("next")).isEqualTo(JsonValue.NULL);
  }

  @ParameterizedTest
  @CsvSource({"limit, 0", "limit, 201", "limit, x", "after, x", "status, x", "colour, red"})
  void refusesWrongParameters(String name, String value) {
    assertThat(console.get("/entries", name, value).status()).isEqualTo(400);
  }

  @Test
  void listingIsNotAudited() {
    console.inbox.add(7, "pi_1");
    console.get("/entries");
    assertThat(console.log.records).isEmpty();
  }

  @Test
  void showsAnEntryWithBodyHistoryAndOthersOfItsPayment() {
    console.inbox.add(7, "pi_1");
    console.inbox.add(8, "pi_1");
    console.inbox.add(9, "pi_2");
    JsonObject entry = Console.json(console.get("/entries/7"));
    assertThat(entry.getString("body")).contains("\"event\":\"payment_intent.succeeded\"");
    assertThat(entry.getString("created")).isEqualTo("2023-11-14T22:13:20Z");
    assertThat(entry.getJsonArray("failures"))
        .containsExactly(
            TestResponse.json(
                """
                {"attempt":3,"startedAt":"2026-11-28T12:00:00Z","millis":5,"errorClass":"java.lang.Error",
                "message":"no","stack":"at some.Where"}"""));
    assertThat(entry.getJsonArray("related")).hasSize(1);
    assertThat(entry.getJsonArray("related").getJsonObject(0).getString("id")).isEqualTo("8");
    assertThat(entry.getJsonArray("actions").getJsonObject(0).getString("action"))
        .as("this view")
        .isEqualTo("viewed");
  }

  @Test
  void showsAnEntryThatCannotBeRead() {
    console.inbox.add(7, null);
    console.inbox.add(8, null);
    console.inbox.body = new byte[] {'{', (byte) 0xff};
    JsonObject entry = Console.json(console.get("/entries/7"));
    assertThat(entry.getString("body")).isEqualTo("{\uFFFD");
    assertThat(entry.get("created")).isEqualTo(JsonValue.NULL);
    assertThat(entry.getJsonArray("related")).as("null is no payment").isEmpty();
  }

  @Test
  void sendsTheBodyByteForByteAsAFile() {
    console.inbox.add(7, "pi_1");
    console.inbox.body = new byte[] {'{', (byte) 0xff};
    ApiAnswer answer = console.get("/entries/7/body");
    assertThat(answer.body()).containsExactly('{', 0xff);
    assertThat(answer.contentType()).isEqualTo("application/octet-stream");
    assertThat(answer.headers())
        .containsEntry("Content-Disposition", "attachment; filename=\"entry-7.json\"");
  }

  @Test
  void everyBodyThatIsSeenIsInTheAudit() {
    console.inbox.add(7, "pi_1");
    console.inbox.add(8, "pi_1");
    console.get("/entries/7");
    console.get("/entries/8/body");
    console.get("/entries/7");
    assertThat(console.log.lines())
        .containsExactly("token of an operator viewed 7", "token of an operator viewed 8");
    console.clock.pass(Duration.ofMinutes(5));
    console.get("/entries/7");
    console.authorization = "Bearer " + TestSettings.VIEWER_TOKEN;
    console.get("/entries/7");
    assertThat(console.log.lines()).hasSize(4).endsWith("token of a viewer viewed 7");
    assertThat(console.log.records.get(0).actor().address()).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({"/entries/7", "/entries/7/body"})
  void noBodyIsSeenThatTheAuditCannotHold(String path) {
    console.inbox.add(7, "pi_1");
    console.log.away = true;
    ApiAnswer answer = console.get(path);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(Console.text(answer)).doesNotContain("payment_intent");
  }

  @ParameterizedTest
  @CsvSource({"/entries/7", "/entries/7/body", "/entries/99999999999999999999999"})
  void doesNotKnowOthers(String path) {
    assertThat(console.get(path).status()).isEqualTo(404);
    assertThat(console.log.records).isEmpty();
  }

  @Test
  void aLocalProgramSeesNoBodyWhileNobodyIsConfigured() {
    Console local = new Console(TestSettings.nobody());
    local.authorization = null;
    local.inbox.add(7, "pi_1");
    JsonObject entry = Console.json(local.get("/entries/7"));
    assertThat(entry.getString("body")).isEmpty();
    assertThat(entry.getBoolean("bodyHidden")).isTrue();
    assertThat(entry.getString("id")).isEqualTo("7");
    assertThat(local.get("/entries/7/body").status()).isEqualTo(403);
    assertThat(local.log.records).isEmpty();
  }

  @Test
  void listsTheAudit() {
    console.inbox.add(7, "pi_1");
    console.get("/entries/7");
    console.active = true;
    console.post("/reconcile", "{}");
    JsonObject first = Console.json(console.get("/audit", "limit", "1"));
    assertThat(first.getJsonArray("records"))
        .containsExactly(
            TestResponse.json(
                """
                {"at":"2026-11-28T12:00:00Z","who":"token of an operator","from":"127.0.0.1",
                "action":"requested reconciliation","entryId":null,"detail":null,"reason":null}"""));
    JsonObject second =
        Console.json(console.get("/audit", "limit", "1", "after", first.getString("next")));
    assertThat(second.getJsonArray("records").getJsonObject(0).getString("entryId")).isEqualTo("7");
    assertThat(second.get("next")).isEqualTo(JsonValue.NULL);
  }

  @Test
  void findsTheLineOfABulkRequeueAmongThoseOfItsEntries() {
    console.post("/entries/requeue", "{\"filter\":{},\"upTo\":\"9\",\"reason\":\"mended\"}");
    for (int id = 1; id <= 60; id++) {
      console.inbox.add(id, "pi_" + id);
      console.get("/entries/" + id);
    }
    JsonObject all = Console.json(console.get("/audit"));
    assertThat(all.getJsonArray("records")).hasSize(50);
    assertThat(all.toString()).doesNotContain("requeued all");
    JsonObject found = Console.json(console.get("/audit", "action", "requeued all"));
    assertThat(found.getJsonArray("records")).hasSize(1);
    assertThat(found.getJsonArray("records").getJsonObject(0).getString("reason"))
        .isEqualTo("mended");
    assertThat(found.get("next")).isEqualTo(JsonValue.NULL);
    JsonObject views =
        Console.json(console.get("/audit", "action", "viewed", "limit", "40", "after", "50"));
    assertThat(views.getJsonArray("records")).hasSize(40);
    assertThat(Console.json(console.get("/audit", "action", "painted")).getJsonArray("records"))
        .isEmpty();
  }

  private static String ids(JsonObject page) {
    return page.getJsonArray("entries").stream()
        .map(entry -> entry.asJsonObject().getString("id"))
        .reduce((all, id) -> all + " " + id)
        .orElse("");
  }
}
