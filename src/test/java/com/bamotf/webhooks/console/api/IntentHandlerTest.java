package com.bamotf.webhooks.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.client.Failures;
import com.bamotf.webhooks.console.TestRequest;
import com.bamotf.webhooks.console.TestResponse;
import com.bamotf.webhooks.console.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntentHandlerTest {

  private final Console console = new Console();

  {
    console.bamotf.numbers.add(1);
  }

  @Test
  void tellsWhatBamotfSaysWithoutPersonalData() {
    assertThat(Console.json(console.get("/intents/pi_1")))
        .isEqualTo(
            TestResponse.json(
                """
                {"id":"pi_1","mode":"prod","amount":"9007199254740993","status":"succeeded",
                "confirmations":1,"tolerance":0.02,"currency":"BTC","canceledAt":null,"cancellationReason":null,
                "accountId":"a","createdAt":"2026-11-28T12:00:00Z",
                "updatedAt":"2026-11-28T12:00:00Z"}"""));
  }

  @Test
  void tellsWhyItCannot() {
    console.bamotf.failure = Failures.notFound("pi_1");
    assertThat(console.get("/intents/pi_1").status()).isEqualTo(404);
    console.bamotf.failure = new IllegalArgumentException("not an id");
    assertThat(console.get("/intents/..").status()).isEqualTo(404);
    console.bamotf.failure = Failures.unavailable("pi_1");
    ApiAnswer away = console.get("/intents/pi_1");
    assertThat(away.status()).isEqualTo(503);
    assertThat(Console.detail(away)).contains("bamotf is down");
    console.bamotf.numbers.clear();
    ApiAnswer off = console.get("/intents/pi_1");
    assertThat(off.status()).isEqualTo(409);
    assertThat(Console.detail(off)).contains("bamotf.api.key");
  }

  @Test
  void simulatesAPaymentInDevMode() {
    console.bamotf.mode = "dev";
    ApiAnswer unchanged = simulate("{}");
    assertThat(Console.json(unchanged).getString("id")).isEqualTo("pi_1");
    ApiAnswer paid = simulate("{\"amount\":2500,\"currency\":\"EUR\",\"confirmations\":0}");
    assertThat(Console.json(paid).getString("id")).isEqualTo("pi_1 paid");
    assertThat(console.bamotf.simulated)
        .containsExactly("pi_1 9007199254740993 BTC 1", "pi_1 2500 EUR 0");
    assertThat(console.log.lines())
        .containsOnly("token of an operator simulated a payment")
        .hasSize(2);
    assertThat(console.log.records.get(0).detail())
        .isEqualTo("9007199254740993 BTC for payment intent pi_1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod", "test", "new"})
  void simulatesNothingInAnotherMode(String mode) {
    console.bamotf.mode = mode;
    ApiAnswer answer = simulate("{}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(Console.detail(answer)).contains("dev", mode);
    assertThat(console.bamotf.simulated).isEmpty();
    assertThat(console.log.records).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"amount\":-1}",
        "{\"confirmations\":-1}",
        "{\"confirmations\":2147483648}",
        "{\"currency\":\"EURO\"}"
      })
  void simulatesNoNonsense(String json) {
    console.bamotf.mode = "dev";
    assertThat(simulate(json).status()).isEqualTo(400);
    assertThat(console.bamotf.simulated).isEmpty();
  }

  @Test
  void simulatesNothingThatTheAuditCannotHold() {
    console.bamotf.mode = "dev";
    console.log.away = true;
    assertThat(simulate("{}").status()).isEqualTo(503);
    assertThat(console.bamotf.simulated).isEmpty();
  }

  private ApiAnswer simulate(String json) {
    return console.answer(
        TestRequest.post("/intents/pi_1/simulate-payment", json), "/intents/pi_1/simulate-payment");
  }

  @Test
  void tellsALocalProgramNothing() {
    Console local = new Console(TestSettings.nobody());
    local.authorization = null;
    local.bamotf.numbers.add(1);
    ApiAnswer answer = local.get("/intents/pi_1");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(Console.text(answer)).doesNotContain("Mr. X");
  }
}
