package com.bamotf.webhooks.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.console.TestRequest;
import com.bamotf.webhooks.console.TestResponse;
import com.bamotf.webhooks.console.TestSettings;
import com.bamotf.webhooks.console.access.Role;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {

  private final Console console = new Console();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/entries/",
        "/entries/x",
        "/entries/1/",
        "/entries/-1",
        "/nothing",
        "/entries/1/body/x"
      })
  void knowsNoOtherPath(String path) {
    ApiAnswer answer = console.get(path);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
    assertThat(Console.json(answer).getString("title")).isEqualTo("Not found");
    assertThat(Console.json(answer).getInt("status")).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,    /session,   'DELETE, GET, POST'",
    "DELETE, /entries/1, GET",
    "GET,    /verify,    POST",
    "TRACE,  /entries,   GET",
  })
  void tellsWhichMethodsAPathHas(String method, String path, String allowed) {
    ApiAnswer answer = console.answer(TestRequest.of(method), path);
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers()).containsEntry("Allow", allowed);
  }

  @Test
  void answersHeadLikeGet() {
    assertThat(console.answer(TestRequest.of("HEAD"), "/entries").status()).isEqualTo(200);
  }

  @Test
  void asksWhoItIsBeforeAnythingElse() {
    console.authorization = null;
    for (Route route : console.routes.all()) {
      if (route.role() != null) {
        TestRequest request =
            TestRequest.of(route.method()).with("Content-Type", "application/json");
        String path = route.template().replace("{id}", "1");
        ApiAnswer answer = console.answer(request, path);
        assertThat(answer.status()).as(route.toString()).isEqualTo(401);
        assertThat(answer.headers()).containsEntry("WWW-Authenticate", "Bearer");
      }
    }
    assertThat(console.log.records).isEmpty();
    assertThat(console.posted).isEmpty();
  }

  @Test
  void letsAViewerChangeNothing() {
    console.authorization = "Bearer " + TestSettings.VIEWER_TOKEN;
    for (Route route : console.routes.all()) {
      if (route.role() == Role.OPERATOR) {
        TestRequest request =
            TestRequest.of(route.method()).with("Content-Type", "application/json");
        String path = route.template().replace("{id}", "1");
        assertThat(console.answer(request, path).status()).as(route.toString()).isEqualTo(403);
      }
    }
    assertThat(console.log.records).isEmpty();
  }

  @Test
  void refusesAnotherOriginsSignIn() {
    TestRequest request = TestRequest.post("/session", "{}").with("Sec-Fetch-Site", "cross-site");
    assertThat(console.answer(request, "/session").status()).isEqualTo(403);
    TestRequest form = TestRequest.post("/session", "{}").with("Content-Type", "text/plain");
    assertThat(console.answer(form, "/session").status()).isEqualTo(415);
  }

  @Test
  void tellsThatTheDatabaseIsAway() {
    console.inbox.away = true;
    ApiAnswer answer = console.get("/entries");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(Console.detail(answer)).isEqualTo("The database is unavailable; try again later");
  }

  /**
   * A caller who fails again and again does not fill the log; one failure does not hide another.
   */
  @Test
  void logsOneFailureOfAKindASecond() throws IOException {
    List<String> lines = new ArrayList<>();
    Logger logger = Logger.getLogger(Api.class.getName());
    Filter before = logger.getFilter();
    logger.setFilter(line -> !lines.add(line.getMessage().substring(0, 9)));
    try {
      console.inbox.away = true;
      console.get("/entries");
      console.get("/entries");
      Api failing = api(new IllegalStateException("hush"));
      failing.answer(TestRequest.get("/x").build(), "/x");
      failing.answer(TestRequest.get("/x").build(), "/x");
    } finally {
      logger.setFilter(before);
    }
    assertThat(lines).containsExactly(LogCodes.DATABASE_UNAVAILABLE, LogCodes.UNEXPECTED);
  }

  @Test
  void showsNothingOfAnUnexpectedException() throws IOException {
    ApiAnswer answer =
        api(new IllegalStateException("hush", new SQLException("hush")))
            .answer(TestRequest.get("/x").build(), "/x");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(Console.text(answer)).doesNotContain("hush").contains("see the server's log");
  }

  private Api api(RuntimeException failure) {
    Route route =
        new Route(
            "GET",
            "/x",
            null,
            call -> {
              throw failure;
            });
    return new Api(console.accesses.access, List.of(route));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"x\"", "{", "null", "{\"force\":\"yes\"}", "{\"reason\":1}"})
  void refusesWhatIsNotTheExpectedJson(String json) {
    console.inbox.add(1, "pi_1");
    ApiAnswer answer = console.post("/entries/1/requeue", json);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(console.inbox.by).isNull();
  }

  /** The server would log a stack trace for each exception, and no role is needed. */
  @Test
  void aStrangerWhoBreaksOffCausesNoException() {
    TestRequest signIn = TestRequest.post("/session", "{").brokenOff();
    TestResponse response = new TestResponse();
    console.api.answer(signIn.build(), response.build(), "/session");
    assertThat(response.status).isEqualTo(400);
    assertThat(response.json().getString("detail")).contains("incomplete");
    console.api.answer(signIn.build(), new TestResponse().gone().build(), "/session");
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    String json = "{\"reason\":\"" + "x".repeat(70_000) + "\"}";
    assertThat(console.post("/entries/1/requeue", json).status()).isEqualTo(413);
  }

  @Test
  void survivesDeepNesting() {
    String json = "{\"a\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}";
    assertThat(console.post("/entries/1/requeue", json).status()).isEqualTo(400);
  }
}
