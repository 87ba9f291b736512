package com.bamotf.webhooks.console.access;

import static com.bamotf.webhooks.console.TestSettings.TOKEN;
import static com.bamotf.webhooks.console.TestSettings.VIEWER_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.console.TestClock;
import com.bamotf.webhooks.console.TestRequest;
import com.bamotf.webhooks.console.TestSettings;
import com.bamotf.webhooks.console.access.Caller.Kind;
import com.bamotf.webhooks.dispatch.LogLines;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

  private static final String ELSEWHERE = "192.168.1.7";

  private Accesses accesses = new Accesses(TestSettings.tokens(), new TestClock());

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER "})
  void letsTheTokensThroughFromAnywhere(String scheme) {
    TestRequest operator = TestRequest.get("/summary").from(ELSEWHERE);
    assertThat(status(operator.with("Authorization", scheme + TOKEN), Role.OPERATOR)).isZero();
    TestRequest viewer = TestRequest.get("/summary").from(ELSEWHERE);
    assertThat(status(viewer.with("Authorization", scheme + VIEWER_TOKEN), Role.VIEWER)).isZero();
  }

  @Test
  void aWrongTokenIsLoggedButCannotFillTheLog() {
    try (LogLines log = new LogLines(Access.class)) {
      for (int i = 0; i < 50; i++) {
        TestRequest request =
            TestRequest.get("/summary").from(ELSEWHERE).with("Authorization", "Bearer guessed");
        assertThat(status(request, Role.VIEWER)).isEqualTo(401);
      }
      log.assertFew("BAMOTF602");
      assertThat(log.lines("BAMOTF602").get(0)).contains(ELSEWHERE).doesNotContain("guessed");
    }
  }

  @Test
  void aViewerChangesNothing() {
    TestRequest request =
        TestRequest.post("/reconcile", "{}").with("Authorization", "Bearer " + VIEWER_TOKEN);
    Refusal refusal = refusal(request, Role.OPERATOR);
    assertThat(refusal.status()).isEqualTo(403);
    assertThat(refusal.reason()).contains("bamotf-operator").doesNotContain(VIEWER_TOKEN);
  }

  @Test
  void aScraperReadsTheMetricsAndNothingElse() {
    String token = "s3cret of a scraper";
    configure(TestSettings.scraper(token));
    TestRequest request =
        TestRequest.get("/").from(ELSEWHERE).with("Authorization", "Bearer " + token);
    assertThat(status(request, Role.SCRAPER)).isZero();
    Refusal refusal = refusal(request, Role.VIEWER);
    assertThat(refusal.status()).isEqualTo(403);
    assertThat(refusal.reason()).contains("bamotf-viewer").contains("token of a scraper");
    assertThat(caller(request).seesBodies()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        TOKEN,
        "Basic " + TOKEN,
        "Bearer  " + TOKEN,
        "Bearer " + TOKEN + " ",
        "Bearer " + TOKEN + ",Bearer " + TOKEN,
        "Bearer s3cret tökén,",
        "Bearer S3CRET TÖKÉN,= OF AN OPERATOR"
      })
  void refusesEverythingElseEvenFromThisMachine(String authorization) {
    Refusal refusal =
        refusal(TestRequest.get("/summary").with("Authorization", authorization), Role.VIEWER);
    assertThat(refusal.status()).isEqualTo(401);
    assertThat(refusal.headers()).containsEntry("WWW-Authenticate", "Bearer");
    assertThat(refusal.reason()).contains("bamotf.admin.token").doesNotContain(TOKEN);
  }

  @Test
  void refusesARequestWithoutAnythingOnceSomebodyIsConfigured() {
    assertThat(status(TestRequest.get("/summary"), Role.VIEWER)).isEqualTo(401);
    configure(TestSettings.of(null, VIEWER_TOKEN));
    assertThat(status(TestRequest.get("/summary"), Role.VIEWER)).isEqualTo(401);
    configure(TestSettings.users("alice:viewer"));
    assertThat(status(TestRequest.get("/summary"), Role.VIEWER)).isEqualTo(401);
  }

  @Test
  void aMissingTokenIsNotAnEmptyOne() {
    configure(TestSettings.of(null, VIEWER_TOKEN));
    assertThat(status(TestRequest.get("/summary").with("Authorization", "Bearer "), Role.OPERATOR))
        .isEqualTo(401);
  }

  @Test
  void nobodyIsConfiguredAndThisMachineReadsButSeesNoBody() {
    configure(TestSettings.nobody());
    Caller caller = caller(TestRequest.get("/summary"));
    assertThat(caller.kind()).isEqualTo(Kind.LOCAL);
    assertThat(caller.seesBodies()).isFalse();
    assertThat(status(TestRequest.get("/summary"), Role.VIEWER)).isZero();
    assertThat(status(TestRequest.of("HEAD"), Role.VIEWER)).isZero();
    assertThat(status(TestRequest.get("/summary"), Role.OPERATOR)).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "DELETE", "PUT", "PATCH"})
  void nobodyIsConfiguredAndThisMachineChangesNothing(String method) {
    configure(TestSettings.nobody());
    TestRequest request = TestRequest.of(method).with("Content-Type", "application/json");
    assertThat(status(request, Role.VIEWER)).isEqualTo(403);
    assertThat(status(request, Role.OPERATOR)).isEqualTo(403);
  }

  @Test
  void nobodyIsConfiguredAndOtherMachinesGetNothing() {
    configure(TestSettings.nobody());
    Refusal refusal = refusal(TestRequest.get("/summary").from(ELSEWHERE), Role.VIEWER);
    assertThat(refusal.status()).isEqualTo(403);
    assertThat(refusal.reason()).contains("bamotf.console.user").contains("bamotf.admin.token");
    assertThat(caller(TestRequest.get("/summary").from(ELSEWHERE)).seesBodies()).isFalse();
  }

  @Test
  void theHostsOwnLoginGivesRoles() {
    configure(TestSettings.nobody());
    TestRequest operator = TestRequest.get("/").from(ELSEWHERE).as("ann", "bamotf-operator");
    assertThat(caller(operator).kind()).isEqualTo(Kind.HOST);
    assertThat(caller(operator).roles()).containsExactly(Role.SCRAPER, Role.VIEWER, Role.OPERATOR);
    assertThat(caller(operator).name()).isEqualTo("ann");
    TestRequest viewer = TestRequest.get("/").from(ELSEWHERE).as("vic", "bamotf-viewer");
    assertThat(caller(viewer).roles()).containsExactly(Role.SCRAPER, Role.VIEWER);
    TestRequest other = TestRequest.get("/").as("bob", "admin");
    assertThat(caller(other).roles()).isEmpty();
    assertThat(caller(other).seesBodies()).isFalse();
    assertThat(refusal(other, Role.VIEWER).status()).isEqualTo(403);
    assertThat(refusal(other, Role.VIEWER).reason()).contains("bamotf-viewer").contains("bob");
  }

  @Test
  void theHostsBearerTokenIsTheHostsMatter() {
    TestRequest request =
        TestRequest.get("/").with("Authorization", "Bearer jwt").as("ann", "bamotf-viewer");
    assertThat(status(request, Role.VIEWER)).isZero();
  }

  @Test
  void aTokenGoesBeforeTheHostsLogin() {
    TestRequest request =
        TestRequest.get("/")
            .with("Authorization", "Bearer " + VIEWER_TOKEN)
            .as("ann", "bamotf-operator");
    assertThat(caller(request).roles()).containsExactly(Role.SCRAPER, Role.VIEWER);
  }

  @Test
  void aChangeByTheHostsLoginNeedsItsToken() {
    String token = caller(TestRequest.get("/").as("ann", "bamotf-operator")).token();
    assertThat(token)
        .isNotEqualTo(caller(TestRequest.get("/").as("bob", "bamotf-operator")).token());
    assertThat(status(change().as("ann", "bamotf-operator"), Role.OPERATOR)).isEqualTo(403);
    assertThat(
            status(
                change().as("ann", "bamotf-operator").with("X-Bamotf-Token", token + "x"),
                Role.OPERATOR))
        .isEqualTo(403);
    assertThat(
            status(
                change().as("bob", "bamotf-operator").with("X-Bamotf-Token", token), Role.OPERATOR))
        .isEqualTo(403);
    assertThat(
            status(
                change().as("ann", "bamotf-operator").with("X-Bamotf-Token", token), Role.OPERATOR))
        .isZero();
  }

  @Test
  void aChangeByABearerTokenNeedsNoOther() {
    assertThat(status(byToken(), Role.OPERATOR)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/jsonx",
        "text/plain;application/json",
        ""
      })
  void aChangeIsJson(String type) {
    assertThat(status(byToken().with("Content-Type", type), Role.OPERATOR)).isEqualTo(415);
  }

  @Test
  void aChangeWithoutContentTypeIsRefused() {
    assertThat(status(byToken().without("Content-Type"), Role.OPERATOR)).isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "Application/JSON;charset=UTF-8"
      })
  void jsonMayHaveACharset(String type) {
    assertThat(status(byToken().with("Content-Type", type), Role.OPERATOR)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Sec-Fetch-Site, none",
    "Origin,         https://evil.example",
    "Origin,         http://localhost:3000",
    "Origin,         http://localhost:8080.evil.example",
    "Origin,         null",
  })
  void noPageOfAnotherOriginChangesAnything(String header, String value) {
    assertThat(status(byToken().with(header, value), Role.OPERATOR)).isEqualTo(403);
    TestRequest delete = TestRequest.of("DELETE").with("Authorization", "Bearer " + TOKEN);
    assertThat(status(delete.with(header, value), Role.OPERATOR)).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, same-origin",
    "Origin,         http://localhost:8080",
    "Origin,         https://localhost:8080",
  })
  void itsOwnPageMay(String header, String value) {
    assertThat(status(byToken().with(header, value), Role.OPERATOR)).isZero();
  }

  @Test
  void behindAProxyThatChangesTheHostItsOwnPageMay() {
    assertThat(
            status(
                byToken()
                    .with("Origin", "https://ops.example")
                    .with("Sec-Fetch-Site", "same-origin"),
                Role.OPERATOR))
        .isZero();
    assertThat(
            status(
                byToken()
                    .with("Origin", "https://ops.example")
                    .with("X-Forwarded-Host", "ops.example"),
                Role.OPERATOR))
        .isZero();
    assertThat(
            status(
                byToken()
                    .with("Origin", "https://ops.example")
                    .with("Sec-Fetch-Site", "cross-site")
                    .with("X-Forwarded-Host", "ops.example"),
                Role.OPERATOR))
        .isEqualTo(403);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void namesEveryCallerButShowsNoToken(Kind kind) {
    Caller caller = new Caller(kind, null, Role.VIEWER, "hush", ELSEWHERE);
    assertThat(caller.name()).isNotBlank();
    assertThat(caller.toString()).doesNotContain("hush");
  }

  private static TestRequest change() {
    return TestRequest.post("/reconcile", "{}").from(ELSEWHERE);
  }

  private static TestRequest byToken() {
    return change().with("Authorization", "Bearer " + TOKEN);
  }

  private void configure(Settings settings) {
    accesses = new Accesses(settings, new TestClock());
  }

  private Caller caller(TestRequest request) {
    return accesses.access.caller(request.build());
  }

  private Refusal refusal(TestRequest request, Role needed) {
    HttpServletRequest built = request.build();
    return accesses.access.refusal(built, accesses.access.caller(built), needed);
  }

  /** Zero if the request may pass. */
  private int status(TestRequest request, Role needed) {
    Refusal refusal = refusal(request, needed);
    return refusal == null ? 0 : refusal.status();
  }
}
