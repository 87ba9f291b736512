package com.bamotf.webhooks.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.console.TestResponse;
import com.bamotf.webhooks.reconcile.AccountStatus;
import com.bamotf.webhooks.reconcile.ReconcilePreview;
import com.bamotf.webhooks.reconcile.RunCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconcileHandlerTest {

  private final Console console = new Console();

  @Test
  void showsEachAccountAsDocumented() {
    console.active = true;
    console.accounts.add(account(2, "the key is wrong"));
    assertThat(Console.json(console.get("/reconcile")))
        .isEqualTo(
            TestResponse.json(
                """
                {"active":true,"accounts":[{"account":2,"running":false,"degraded":true,"problem":"the key is wrong",
                "failures":3,"startedAt":"2026-11-28T12:00:00Z","duration":"PT2S","succeededAt":null,
                "seen":1,"gaps":2,"filled":3,"skipped":4,"deferred":5,"unreadable":6}]}"""));
  }

  @Test
  void requestsARun() {
    console.active = true;
    ApiAnswer answer = console.post("/reconcile", "{}");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(Console.json(answer).getString("requestedAt")).isEqualTo("2026-11-28T12:00:00Z");
    assertThat(console.log.lines())
        .containsExactly("token of an operator requested reconciliation");
  }

  @Test
  void requestsNoneThatTheAuditCannotHold() {
    console.active = true;
    console.log.away = true;
    assertThat(console.post("/reconcile", "{}").status()).isEqualTo(503);
  }

  @Test
  void saysHowToTurnItOn() {
    ApiAnswer answer = console.post("/reconcile", "{}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(Console.detail(answer)).contains("bamotf.api.key");
    assertThat(console.log.records).isEmpty();
  }

  @Test
  void previewsARunAsDocumented() {
    console.active = true;
    console.previews.add(
        new ReconcilePreview(
            2,
            new RunCounts(9, 1, 0, 3, 4, 5),
            List.of(
                new ReconcilePreview.Gap(
                    "pi_1", "payment_intent.succeeded", "prod", 2500, "EUR", Console.TIME)),
            "cut off"));
    ApiAnswer answer = console.post("/reconcile", "{\"dryRun\":true}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(Console.json(answer))
        .isEqualTo(
            TestResponse.json(
                """
                {"accounts":[{"account":2,"problem":"cut off","seen":9,"gaps":1,"filled":0,"skipped":3,"deferred":4,"unreadable":5,
                "missing":[{"paymentIntentId":"pi_1","event":"payment_intent.succeeded","mode":"prod",
                "amount":"2500","currency":"EUR","createdAt":"2026-11-28T12:00:00Z"}]}]}"""));
    assertThat(console.log.records).as("nothing was changed").isEmpty();
  }

  @Test
  void makesOnePreviewAtATime() {
    console.active = true;
    List<Integer> meanwhile = new ArrayList<>();
    console.whilePreviewing =
        () -> {
          console.whilePreviewing = () -> {};
          meanwhile.add(console.post("/reconcile", "{\"dryRun\":true}").status());
        };
    assertThat(console.post("/reconcile", "{\"dryRun\":true}").status()).isEqualTo(200);
    assertThat(meanwhile).containsExactly(409);
    console.whilePreviewing =
        () -> {
          throw new IllegalStateException("a failure");
        };
    assertThat(console.post("/reconcile", "{\"dryRun\":true}").status()).isEqualTo(500);
    console.whilePreviewing = () -> {};
    assertThat(console.post("/reconcile", "{\"dryRun\":true}").status()).isEqualTo(200);
  }

  @Test
  void previewsNothingIfItIsOff() {
    assertThat(console.post("/reconcile", "{\"dryRun\":true}").status()).isEqualTo(409);
  }

  static AccountStatus account(int number, String problem) {
    return new AccountStatus(
        number,
        false,
        Console.TIME,
        Duration.ofSeconds(2),
        new RunCounts(1, 2, 3, 4, 5, 6),
        problem,
        3,
        null);
  }
}
