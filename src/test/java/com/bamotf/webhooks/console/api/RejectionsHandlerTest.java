package com.bamotf.webhooks.console.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.console.TestSettings;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.receive.RejectedRequest;
import com.bamotf.webhooks.signature.SignatureResult;
import com.bamotf.webhooks.signature.WebhookSigner;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RejectionsHandlerTest {

  private static final String BODY = "{\"description\":\"Mr. X\"}";

  private final Console console = new Console();
  private final String header = sign("my-secret\n");

  @Test
  void listsARejectedRequestWithItsVerdict() {
    reject(BODY.getBytes(UTF_8), BODY.length());
    JsonObject answer = Console.json(console.get("/rejections"));
    assertThat(answer.getString("server")).isEqualTo("here");
    JsonObject rejection = answer.getJsonArray("rejections").getJsonObject(0);
    assertThat(rejection.getString("reason")).isEqualTo("mismatch");
    assertThat(rejection.getString("body")).isEqualTo(BODY);
    assertThat(rejection.getInt("bodyBytes")).isEqualTo(BODY.length());
    assertThat(rejection.getString("header")).isEqualTo(header);
    assertThat(rejection.getString("from")).isEqualTo("10.0.0.1");
    assertThat(rejection.getString("at")).isEqualTo("2026-11-28T12:00:00Z");
    assertThat(rejection.getString("verdict")).contains("newline");
  }

  @Test
  void isAuditedOnceAWhileIfItShowsABody() {
    console.get("/rejections");
    reject(null, 0);
    console.get("/rejections");
    assertThat(console.log.records).isEmpty();
    reject(BODY.getBytes(UTF_8), BODY.length());
    console.get("/rejections");
    console.get("/rejections");
    assertThat(console.log.lines()).containsExactly("token of an operator viewed rejections");
    console.clock.pass(Duration.ofMinutes(5));
    console.log.away = true;
    ApiAnswer answer = console.get("/rejections");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(Console.text(answer)).doesNotContain("Mr. X");
  }

  @Test
  void showsNoBodyToALocalProgram() {
    Console local = new Console(TestSettings.nobody());
    local.authorization = null;
    local.rejections.rejected(rejected(BODY.getBytes(UTF_8), BODY.length()));
    ApiAnswer answer = local.get("/rejections");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(Console.text(answer)).doesNotContain("Mr. X");
    assertThat(local.log.records).isEmpty();
  }

  @Test
  void doesNotJudgeABodyOfWhichItKnowsTheStart() {
    reject(BODY.getBytes(UTF_8), 10_000);
    assertThat(verdict()).contains("not kept");
    reject(null, 0);
    assertThat(verdict()).contains("not kept");
  }

  @Test
  void theDoctorTakesAPastedRequest() {
    JsonObject diagnosis =
        verify(JsonTexts.object().add("body", BODY).add("header", header).build());
    assertThat(diagnosis.getString("mistake")).isEqualTo("secret_newline");
    assertThat(diagnosis.getBoolean("valid")).isFalse();
    assertThat(diagnosis.getString("signedAt")).isEqualTo("2026-11-28T12:00:00Z");
    assertThat(diagnosis.getJsonNumber("offsetSeconds").doubleValue()).isZero();
    assertThat(diagnosis.getString("explanation")).isNotBlank();
    assertThat(diagnosis.getString("advice")).isNotBlank();
    assertThat(console.log.records).as("it is the caller's own").isEmpty();
  }

  @Test
  void theDoctorTakesBytesAndATime() {
    String right = sign("my-secret");
    JsonObject diagnosis =
        verify(
            JsonTexts.object()
                .add("bodyBase64", Base64.getEncoder().encodeToString(BODY.getBytes(UTF_8)))
                .add("header", right)
                .add("at", "2026-11-28T11:00:00.500Z")
                .build());
    assertThat(diagnosis.getString("mistake")).isEqualTo("too_new");
    assertThat(diagnosis.getJsonNumber("offsetSeconds")).hasToString("3599.500");
  }

  @Test
  void theDoctorTakesARejectedRequestAtItsTime() {
    reject(BODY.getBytes(UTF_8), BODY.length());
    String id = console.rejections.all().get(0).id();
    console.clock.pass(Duration.ofDays(1));
    JsonObject diagnosis = verify(JsonTexts.object().add("rejection", id).build());
    assertThat(diagnosis.getString("mistake")).isEqualTo("secret_newline");
    assertThat(console.post("/verify", "{\"rejection\":\"none\"}").status()).isEqualTo(404);
  }

  @Test
  void theDoctorTakesNothing() {
    JsonObject diagnosis = verify(JsonTexts.object().add("header", JsonValue.NULL).build());
    assertThat(diagnosis.getString("mistake")).isEqualTo("header_missing");
    assertThat(diagnosis.get("signedAt")).isEqualTo(JsonValue.NULL);
    assertThat(diagnosis.get("offsetSeconds")).isEqualTo(JsonValue.NULL);
  }

  @Test
  void aViewerMayAskTheDoctor() {
    console.authorization = "Bearer " + TestSettings.VIEWER_TOKEN;
    assertThat(console.post("/verify", "{}").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"bodyBase64\":\"?\"}", "{\"at\":\"now\"}", "{\"header\":[]}"})
  void refusesWhatItCannotRead(String json) {
    assertThat(console.post("/verify", json).status()).isEqualTo(400);
  }

  @Test
  void theDoctorTakesAnyTime() {
    JsonObject diagnosis =
        verify(
            JsonTexts.object()
                .add("body", BODY)
                .add("header", header)
                .add("at", "-999999999-01-01T00:00:00Z")
                .build());
    assertThat(diagnosis.getString("mistake")).isEqualTo("secret_newline");
    assertThat(diagnosis.getJsonNumber("offsetSeconds").longValue()).isPositive();
  }

  @Test
  void theDoctorTakesNoBodyThatTheServerWouldRefuse() {
    int max = InboxFixture.SETTINGS.webhook().maxBodySize();
    assertThat(verifyBody("x".repeat(max)).status()).isEqualTo(200);
    ApiAnswer tooLarge = verifyBody("x".repeat(max + 1));
    assertThat(tooLarge.status()).isEqualTo(413);
    assertThat(Console.detail(tooLarge)).contains(String.valueOf(max));
  }

  private ApiAnswer verifyBody(String body) {
    return console.post("/verify", JsonTexts.object().add("body", body).build().toString());
  }

  @Test
  void theDoctorExaminesOneRequestAtATime() {
    List<ApiAnswer> others = new ArrayList<>();
    console.whileDiagnosing =
        () -> {
          console.whileDiagnosing = () -> {};
          others.add(console.post("/verify", "{}"));
        };
    assertThat(console.post("/verify", "{}").status()).isEqualTo(200);
    assertThat(others).extracting(ApiAnswer::status).containsExactly(503);
    assertThat(console.post("/verify", "{}").status()).isEqualTo(200);
    console.post("/verify", "{\"bodyBase64\":\"?\"}");
    assertThat(console.post("/verify", "{}").status()).as("after a failure").isEqualTo(200);
  }

  @Test
  void judgesARejectedRequestOnce() {
    AtomicInteger diagnoses = new AtomicInteger();
    console.whileDiagnosing = diagnoses::incrementAndGet;
    reject(BODY.getBytes(UTF_8), BODY.length());
    String verdict = verdict();
    assertThat(verdict()).isEqualTo(verdict);
    assertThat(diagnoses).hasValue(1);
    reject(null, 0);
    assertThat(verdict()).contains("not kept");
    assertThat(diagnoses).hasValue(2);
  }

  private String sign(String secret) {
    return new WebhookSigner(secret).sign(BODY.getBytes(UTF_8), console.clock.instant());
  }

  private void reject(byte[] body, long length) {
    console.rejections.rejected(rejected(body, length));
  }

  private RejectedRequest rejected(byte[] body, long length) {
    return new RejectedRequest(
        new SignatureResult.Mismatch(), List.of(header), body, length, "10.0.0.1");
  }

  private String verdict() {
    return Console.json(console.get("/rejections"))
        .getJsonArray("rejections")
        .getJsonObject(0)
        .getString("verdict");
  }

  private JsonObject verify(JsonObject json) {
    return Console.json(console.post("/verify", json.toString()));
  }
}
