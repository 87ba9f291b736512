package com.bamotf.webhooks.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.console.TestRequest;
import com.bamotf.webhooks.console.TestResponse;
import com.bamotf.webhooks.receive.EndpointInitializer;
import com.bamotf.webhooks.receive.RejectedRequest;
import com.bamotf.webhooks.signature.SignatureResult;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryHandlerTest {

  private final Console console = new Console();

  @Test
  void saysWhatNeedsAttentionAsDocumented() {
    console.rejections.rejected(
        new RejectedRequest(new SignatureResult.Missing(), List.of(), null, 0, "10.0.0.1"));
    JsonObject summary = summary();
    assertThat(summary)
        .isEqualTo(
            TestResponse.json(
                """
                {"at":"2026-11-28T12:00:00Z","server":"here","version":"%s","database":"H2 2.2","endpoint":null,
                "counts":{"PENDING":2,"ABANDONED":1},"oldestPendingSeconds":1.500,
                "attention":[{"status":"ABANDONED","event":"payment_intent.succeeded","errorClass":"java.lang.Error",
                "count":1,"firstAt":"2026-11-28T12:00:00Z","lastAt":"2026-11-28T12:00:00Z","sample":"no"}],
                "rates":[{"from":"2026-11-28T12:00:00Z","received":3,"handled":2,"failed":1}],
                "rejectedLastHour":1,"health":{"status":"ok","problems":[]}}"""
                    .formatted(summary.getString("version"))));
  }

  @Test
  void saysWhereWebhooksAreAccepted() {
    TestRequest request =
        TestRequest.get("/summary").attribute(EndpointInitializer.PATHS, List.of("/api/webhook"));
    assertThat(Console.json(console.answer(request, "/summary")).getString("endpoint"))
        .isEqualTo("api/webhook");
  }

  @Test
  void saysThatNothingIsPending() {
    console.inbox.oldest = null;
    assertThat(summary().get("oldestPendingSeconds")).isEqualTo(JsonValue.NULL);
  }

  @Test
  void isDegradedIfAnAccountIs() {
    console.accounts.add(ReconcileHandlerTest.account(1, null));
    assertThat(summary().getJsonObject("health").getString("status")).isEqualTo("ok");
    console.accounts.add(ReconcileHandlerTest.account(2, "the key is wrong"));
    JsonObject health = summary().getJsonObject("health");
    assertThat(health.getString("status")).isEqualTo("degraded");
    assertThat(health.getJsonArray("problems").getString(0))
        .isEqualTo("Reconciliation of account 2: the key is wrong");
  }

  @Test
  void isDegradedIfAReadinessCheckIs() {
    console.problems.add("This server handles no events");
    JsonObject health = summary().getJsonObject("health");
    assertThat(health.getString("status")).isEqualTo("degraded");
    assertThat(health.getJsonArray("problems").getString(0))
        .isEqualTo("This server handles no events");
  }

  @Test
  void isDownIfWebhooksAreTurnedAway() {
    console.accounts.add(ReconcileHandlerTest.account(2, "the key is wrong"));
    console.takesRequests = false;
    JsonObject health = summary().getJsonObject("health");
    assertThat(health.getString("status")).isEqualTo("down");
    assertThat(health.getJsonArray("problems")).hasSize(2);
  }

  @Test
  void saysThatTheFirstSummaryTakesLong() {
    console.inbox.busy = true;
    ApiAnswer answer = console.get("/summary");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(Console.detail(answer)).contains("is being read");
  }

  private JsonObject summary() {
    return Console.json(console.get("/summary"));
  }
}
