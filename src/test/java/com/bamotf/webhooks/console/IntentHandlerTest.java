package com.bamotf.webhooks.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.client.Failures;
import org.junit.jupiter.api.Test;

class IntentHandlerTest {

  private final Console console = new Console();

  {
    console.bamotf.numbers.add(1);
  }

  @Test
  void tellsWhatBamotfSays() {
    assertThat(Console.json(console.get("/intents/pi_1")))
        .isEqualTo(
            TestResponse.json(
                """
                {"id":"pi_1","mode":"prod","address":"bc1q","amount":"9007199254740993","status":"succeeded",
                "confirmations":1,"tolerance":0.02,"currency":"BTC","canceledAt":null,"cancellationReason":null,
                "description":"for Mr. X","metadata":{},"accountId":"a","createdAt":"2026-11-28T12:00:00Z",
                "updatedAt":"2026-11-28T12:00:00Z"}"""));
  }

  @Test
  void tellsWhyItCannot() {
    console.bamotf.failure = Failures.notFound("pi_1");
    assertThat(console.get("/intents/pi_1").status()).isEqualTo(404);
    console.bamotf.failure = new IllegalArgumentException("not an id");
    assertThat(console.get("/intents/..").status()).isEqualTo(404);
    console.bamotf.failure = Failures.unavailable("pi_1");
    Answer away = console.get("/intents/pi_1");
    assertThat(away.status()).isEqualTo(503);
    assertThat(Console.detail(away)).contains("bamotf is down");
    console.bamotf.numbers.clear();
    Answer off = console.get("/intents/pi_1");
    assertThat(off.status()).isEqualTo(409);
    assertThat(Console.detail(off)).contains("bamotf.api.key");
  }

  @Test
  void tellsALocalProgramNothing() {
    Console local = new Console(TestSettings.nobody());
    local.authorization = null;
    local.bamotf.numbers.add(1);
    Answer answer = local.get("/intents/pi_1");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(Console.text(answer)).doesNotContain("Mr. X");
  }
}
