package com.bamotf.webhooks.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.reconcile.AccountStatus;
import com.bamotf.webhooks.reconcile.RunCounts;
import java.time.Duration;
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
    Answer answer = console.post("/reconcile", "{}");
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
    Answer answer = console.post("/reconcile", "{}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(Console.detail(answer)).contains("bamotf.api.key");
    assertThat(console.log.records).isEmpty();
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
