package com.bamotf.webhooks.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.console.TestRequest;
import com.bamotf.webhooks.console.TestResponse;
import com.bamotf.webhooks.console.TestSettings;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionHandlerTest {

  private static final String ALICE = "{\"user\":\"alice\",\"password\":\"correct horse\"}";

  private Console console = withoutToken(TestSettings.users("alice:operator"));

  @Test
  void tellsAStrangerHowToSignInAndNothingElse() {
    assertThat(Console.json(console.get("/session")))
        .isEqualTo(TestResponse.json("{\"user\":null,\"roles\":[],\"login\":\"form\"}"));
    console = withoutToken(TestSettings.nobody());
    assertThat(Console.json(console.get("/session")).getString("login")).isEqualTo("none");
    TestRequest elsewhere = TestRequest.get("/session").from("10.0.0.1");
    assertThat(Console.json(console.answer(elsewhere, "/session")).getJsonArray("roles")).isEmpty();
  }

  @Test
  void tellsALocalProgramThatItMayRead() {
    console = withoutToken(TestSettings.nobody());
    JsonObject session = Console.json(console.get("/session"));
    assertThat(session)
        .isEqualTo(
            TestResponse.json(
                """
                {"user":null,"roles":["bamotf-scraper","bamotf-viewer"],"login":"none","server":"here","payments":false,"bamotf":false,
                "testModes":[{"name":"test","quarantined":false},{"name":"dev","quarantined":false}]}"""));
  }

  @Test
  void tellsWhoseTokenItIs() {
    Console tokens = new Console();
    JsonObject session = Console.json(tokens.get("/session"));
    assertThat(session.getString("user")).isEqualTo("token of an operator");
    assertThat(roles(session))
        .containsExactly("bamotf-scraper", "bamotf-viewer", "bamotf-operator");
    assertThat(session).doesNotContainKey("token");
  }

  @Test
  void tellsAScraperNothingOfThisServer() {
    Console scraped = new Console(TestSettings.scraper("s3cret of a scraper"));
    scraped.authorization = "Bearer s3cret of a scraper";
    assertThat(Console.json(scraped.get("/session")))
        .isEqualTo(
            TestResponse.json(
                "{\"user\":\"token of a scraper\",\"roles\":[\"bamotf-scraper\"],\"login\":\"none\"}"));
  }

  @Test
  void tellsThatTheHostSignsIn() {
    JsonObject session =
        Console.json(
            console.answer(TestRequest.get("/session").as("ann", "bamotf-viewer"), "/session"));
    assertThat(session.getString("login")).isEqualTo("host");
    assertThat(session.getString("user")).isEqualTo("ann");
    assertThat(session.getString("token")).isNotBlank();
  }

  @Test
  void tellsAUserOfTheHostThatARoleIsMissing() {
    JsonObject session =
        Console.json(console.answer(TestRequest.get("/session").as("bob", "admin"), "/session"));
    assertThat(session.getString("user")).isEqualTo("bob");
    assertThat(session.getString("login")).isEqualTo("host");
    assertThat(roles(session)).isEmpty();
  }

  @Test
  void signsInAndOut() {
    ApiAnswer signedIn = console.post("/session", ALICE);
    assertThat(signedIn.status()).isEqualTo(200);
    JsonObject session = Console.json(signedIn);
    assertThat(session.getString("user")).isEqualTo("alice");
    assertThat(roles(session))
        .containsExactly("bamotf-scraper", "bamotf-viewer", "bamotf-operator");
    String cookie = signedIn.headers().get("Set-Cookie");
    JsonObject again =
        Console.json(console.answer(TestRequest.get("/session").cookie(cookie), "/session"));
    assertThat(again).isEqualTo(session);
    assertThat(signOut(cookie, "x").status()).isEqualTo(403);
    assertThat(signOut(cookie, session.getString("token")).status()).isEqualTo(204);
    assertThat(signOut(cookie, session.getString("token")).status()).isEqualTo(401);
    assertThat(console.log.lines()).containsExactly("alice signed in", "alice signed out");
  }

  @Test
  void signsInWhileTheDatabaseIsAway() {
    console.log.away = true;
    assertThat(console.post("/session", ALICE).status()).isEqualTo(200);
  }

  @Test
  void refusesAWrongPassword() {
    ApiAnswer answer = console.post("/session", "{\"user\":\"alice\",\"password\":\"wrong\"}");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
    assertThat(answer.headers()).doesNotContainKey("Set-Cookie");
    assertThat(console.log.records).isEmpty();
  }

  @Test
  void tellsWhenToTryAgain() {
    for (int i = 0; i < 5; i++) {
      console.post("/session", "{\"user\":\"alice\",\"password\":\"wrong\"}");
    }
    ApiAnswer answer = console.post("/session", ALICE);
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.headers()).containsEntry("Retry-After", "301");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"user\":\"alice\"}",
        "{\"password\":\"x\"}",
        "{\"user\":1,\"password\":\"x\"}"
      })
  void needsBoth(String json) {
    assertThat(console.post("/session", json).status()).isEqualTo(400);
  }

  @Test
  void theLinkIsForDirectRequestsOnly() {
    console = withoutToken(TestSettings.nobody());
    assertThat(console.post("/session", "{\"link\":\"x\"}").status()).isEqualTo(401);
    TestRequest elsewhere = TestRequest.post("/session", "{\"link\":\"x\"}").from("10.0.0.1");
    assertThat(console.answer(elsewhere, "/session").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/admin,      /session,           /shop/",
    "/bamotf-console, /api/admin/session, /shop/bamotf-console/",
  })
  void theCookieIsForThePageAndTheApi(String servlet, String path, String cookiePath) {
    TestRequest request = TestRequest.post("", ALICE).at(servlet, path);
    assertThat(console.answer(request, "/session").headers().get("Set-Cookie"))
        .contains("; Path=" + cookiePath + ";");
  }

  @Test
  void theBrowserKnowsThePathBehindAProxy() {
    String json = ALICE.replace("}", ",\"path\":\"/hooks/console/..%20x/\"}");
    assertThat(console.post("/session", json).headers().get("Set-Cookie"))
        .contains("; Path=/hooks/console/..%20x/; ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "/a;b", "/a; Domain=evil.example", "/a\\r\\nSet-Cookie: x=y", "/ä", "/a b"})
  void thePathFitsIntoACookie(String path) {
    String json = ALICE.replace("}", ",\"path\":\"" + path + "\"}");
    assertThat(console.post("/session", json).status()).isEqualTo(400);
  }

  @Test
  void tellsThatTestEventsAreOff() {
    console = withoutToken(TestSettings.testEvents(Settings.TestEvents.NONE));
    TestRequest request = TestRequest.get("/session").as("ann", "bamotf-viewer");
    assertThat(Console.json(console.answer(request, "/session")).getJsonArray("testModes"))
        .isEmpty();
  }

  private ApiAnswer signOut(String cookie, String token) {
    TestRequest request = TestRequest.of("DELETE").cookie(cookie).with("X-Bamotf-Token", token);
    return console.answer(request, "/session");
  }

  private static Console withoutToken(Settings settings) {
    Console console = new Console(settings);
    console.authorization = null;
    return console;
  }

  private static List<String> roles(JsonObject session) {
    return session.getJsonArray("roles").getValuesAs(JsonString::getString);
  }
}
