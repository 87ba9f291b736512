package com.bamotf.webhooks.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.console.TestRequest;
import com.bamotf.webhooks.console.TestResponse;
import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.inbox.admin.EntrySelection;
import com.bamotf.webhooks.inbox.admin.RequeuePreview;
import com.bamotf.webhooks.inbox.admin.RequeueResult;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequeueHandlerTest {

  private static final String START =
      "{\"filter\":{},\"upTo\":\"9\",\"asOf\":\"2026-11-28T12:00:00Z\"}";

  private final Console console = new Console();

  @Test
  void requeuesAnEntryForSomebody() {
    console.inbox.add(7, "pi_1");
    ApiAnswer answer = console.post("/entries/7/requeue", "{\"reason\":\"mended\"}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(Console.json(answer).getString("id")).isEqualTo("7");
    assertThat(console.inbox.by.name()).isEqualTo("token of an operator");
    assertThat(console.inbox.by.reason()).isEqualTo("mended");
    assertThat(console.inbox.forced).isFalse();
    console.post("/entries/7/requeue", "{\"force\":true}");
    assertThat(console.inbox.forced).isTrue();
    assertThat(console.inbox.by.reason()).isNull();
  }

  @Test
  void tellsWhatSpeaksAgainstIt() {
    console.inbox.add(7, "pi_1");
    console.inbox.result = new RequeueResult.Refused("a later one was handled", 12L, true);
    ApiAnswer answer = console.post("/entries/7/requeue", "{}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(Console.json(answer).getString("conflict")).isEqualTo("12");
    assertThat(Console.json(answer).getBoolean("canForce")).isTrue();
    assertThat(Console.detail(answer)).isEqualTo("a later one was handled");
    console.inbox.result = new RequeueResult.Refused("it is pending", null, false);
    JsonObject pending = Console.json(console.post("/entries/7/requeue", "{}"));
    assertThat(pending).doesNotContainKey("conflict");
    assertThat(pending.getBoolean("canForce")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"HANDLED, 1", "ABANDONED, 0"})
  void refusesWhatIsNotAsItWasSeen(String status, int requeues) {
    console.inbox.add(7, "pi_1");
    ApiAnswer answer =
        console.post(
            "/entries/7/requeue",
            "{\"force\":true,\"seen\":{\"status\":\"%s\",\"requeues\":%s}}"
                .formatted(status, requeues));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(Console.detail(answer)).contains("ABANDONED now", "check it again");
    assertThat(Console.json(answer).getBoolean("canForce")).isFalse();
    assertThat(console.inbox.by).isNull();
  }

  @Test
  void requeuesWhatIsAsItWasSeen() {
    console.inbox.add(7, "pi_1");
    String json = "{\"seen\":{\"status\":\"ABANDONED\",\"requeues\":1}}";
    assertThat(console.post("/entries/7/requeue", json).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"seen\":{}}",
        "{\"seen\":{\"status\":\"ABANDONED\"}}",
        "{\"seen\":{\"requeues\":1}}",
        "{\"seen\":{\"status\":\"GONE\",\"requeues\":1}}",
        "{\"sene\":{\"status\":\"HANDLED\",\"requeues\":1}}"
      })
  void refusesWhatDoesNotSayWhatWasSeen(String json) {
    console.inbox.add(7, "pi_1");
    assertThat(console.post("/entries/7/requeue", json).status()).isEqualTo(400);
    assertThat(console.inbox.by).isNull();
  }

  @Test
  void doesNotKnowOthers() {
    assertThat(console.post("/entries/7/requeue", "{}").status()).isEqualTo(404);
    assertThat(console.get("/jobs/job1").status()).isEqualTo(404);
  }

  @Test
  void refusesALongReason() {
    String json = "{\"reason\":\"" + "x".repeat(501) + "\"}";
    assertThat(console.post("/entries/7/requeue", json).status()).isEqualTo(400);
  }

  @Test
  void previewsWithoutChangingAnything() {
    ApiAnswer answer =
        console.post("/entries/requeue", "{\"dryRun\":true,\"filter\":{\"status\":\"ABANDONED\"}}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(Console.json(answer))
        .isEqualTo(
            TestResponse.json(
                "{\"count\":3,\"conflicts\":1,\"upTo\":\"9\",\"asOf\":\"2026-11-28T12:00:00Z\"}"));
    assertThat(console.inbox.selection).isEqualTo(EntrySelection.of(EntryStatus.ABANDONED));
    assertThat(console.jobs.job).isNull();
    console.inbox.preview = new RequeuePreview(0, 0, 0, Console.TIME);
    ApiAnswer nothing = console.post("/entries/requeue", "{\"dryRun\":true,\"filter\":{}}");
    assertThat(Console.json(nothing).get("upTo")).isEqualTo(JsonValue.NULL);
    assertThat(console.inbox.selection).isEqualTo(EntrySelection.all());
  }

  @Test
  void startsAJobUpToWhatWasSeen() {
    ApiAnswer answer =
        console.post(
            "/entries/requeue",
            "{\"filter\":{\"event\":\"e\"},\"upTo\":\"9\",\"asOf\":\"2026-11-28T12:00:00Z\",\"force\":true,\"reason\":\"mended\"}");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(Console.json(answer))
        .isEqualTo(
            TestResponse.json(
                "{\"id\":\"job1\",\"state\":\"running\",\"done\":0,\"refused\":0,\"total\":42,\"problem\":null}"));
    assertThat(console.jobs.selection).isEqualTo(EntrySelection.all().withEvent("e"));
    assertThat(console.jobs.upTo).isEqualTo(9);
    assertThat(console.jobs.asOf).isEqualTo(Console.TIME);
    assertThat(console.jobs.forced).isTrue();
    assertThat(console.jobs.by.reason()).isEqualTo("mended");
    assertThat(console.log.lines()).containsExactly("token of an operator requeued all");
    assertThat(console.log.records.get(0).detail())
        .isEqualTo("job job1: 42 entries up to 9, forced, with {\"event\":\"e\"}");
    assertThat(console.log.records.get(0).actor().reason()).isEqualTo("mended");
  }

  /** It repeats nothing that was handled. */
  @Test
  void needsNoTimeUnlessForced() {
    ApiAnswer answer = console.post("/entries/requeue", "{\"filter\":{},\"upTo\":\"9\"}");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(console.jobs.forced).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      value = {
        "{\"filter\":{}}; dryRun",
        "{\"filter\":{},\"upTo\":\"9\",\"force\":true}; asOf",
        "{\"filter\":{},\"asOf\":\"2026-11-28T12:00:00Z\"}; dryRun",
        "{\"filter\":{},\"upTo\":\"x\",\"asOf\":\"2026-11-28T12:00:00Z\"}; not an id",
        "{\"filter\":{},\"upTo\":\"9\",\"asOf\":\"now\"}; use a time such as",
        "{\"filter\":{\"stauts\":\"X\"},\"upTo\":\"9\",\"asOf\":\"2026-11-28T12:00:00Z\"}; stauts",
        "{\"filter\":[],\"upTo\":\"9\",\"asOf\":\"2026-11-28T12:00:00Z\"}; an object",
        "{\"upTo\":\"9\",\"asOf\":\"2026-11-28T12:00:00Z\"}; \"filter\" is missing",
        "{\"filter\":{},\"filters\":{},\"upTo\":\"9\",\"asOf\":\"2026-11-28T12:00:00Z\"}; Unknown field \"filters\"",
        "{\"filter\":{},\"dryrun\":true,\"upTo\":\"9\",\"asOf\":\"2026-11-28T12:00:00Z\"}; Unknown field \"dryrun\""
      })
  void startsNoJobThatNobodyHasSeen(String json, String why) {
    ApiAnswer answer = console.post("/entries/requeue", json);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(Console.detail(answer)).contains(why);
    assertThat(console.jobs.job).isNull();
    assertThat(console.log.records).isEmpty();
  }

  @Test
  void tellsThatTooManyJobsAreRunning() {
    console.jobs.full = true;
    ApiAnswer answer = console.post("/entries/requeue", START);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(Console.detail(answer)).contains("3 bulk requeues");
    assertThat(console.log.records).isEmpty();
  }

  @Test
  void showsAndCancelsAJob() {
    console.post("/entries/requeue", START);
    assertThat(Console.json(console.get("/jobs/job1")).getString("state")).isEqualTo("running");
    JsonObject canceled = Console.json(console.answer(TestRequest.of("DELETE"), "/jobs/job1"));
    assertThat(canceled.getString("state")).isEqualTo("canceled");
    assertThat(canceled.getInt("done")).isEqualTo(7);
    assertThat(console.log.lines())
        .containsExactly(
            "token of an operator requeued all", "token of an operator canceled a job");
    assertThat(console.log.records.get(1).detail()).isEqualTo("job job1");
    assertThat(console.answer(TestRequest.of("DELETE"), "/jobs/other").status()).isEqualTo(404);
    assertThat(console.log.records).hasSize(2);
  }
}
