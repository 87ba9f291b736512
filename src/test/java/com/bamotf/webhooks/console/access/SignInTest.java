package com.bamotf.webhooks.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.console.Stub;
import com.bamotf.webhooks.console.TestClock;
import com.bamotf.webhooks.console.TestRequest;
import com.bamotf.webhooks.console.TestSettings;
import com.bamotf.webhooks.dispatch.LogLines;
import jakarta.servlet.http.HttpServletRequest;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {

  private static final String RIGHT = "correct horse";
  private static final String ELSEWHERE = "192.168.1.7";

  private final TestClock clock = new TestClock();
  private String port = "18080";
  private Accesses accesses =
      new Accesses(TestSettings.users("alice:operator", "victor:viewer"), clock);

  @Test
  void opensASessionOfTheUsersRole() {
    SignIn.SignedIn alice = signedIn(signIn("alice", RIGHT));
    assertThat(alice.caller().name()).isEqualTo("alice");
    assertThat(alice.caller().roles()).containsExactly(Role.SCRAPER, Role.VIEWER, Role.OPERATOR);
    assertThat(caller(alice.cookie())).isEqualTo(alice.caller());
    assertThat(signedIn(signIn("victor", RIGHT)).caller().roles())
        .containsExactly(Role.SCRAPER, Role.VIEWER);
  }

  @Test
  void aChangeNeedsTheTokenOfTheSession() {
    SignIn.SignedIn alice = signedIn(signIn("alice", RIGHT));
    SignIn.SignedIn again = signedIn(signIn("alice", RIGHT));
    assertThat(change(alice.cookie(), null)).isEqualTo(403);
    assertThat(change(alice.cookie(), "")).isEqualTo(403);
    assertThat(change(alice.cookie(), again.caller().token())).isEqualTo(403);
    assertThat(change(alice.cookie(), alice.caller().token())).isZero();
  }

  @Test
  void theCookieIsForThisConsoleAndNoScript() {
    assertThat(signedIn(signIn("alice", RIGHT)).cookie())
        .matches("bamotf-console=[\\w-]{43}; Path=/shop/; HttpOnly; SameSite=Strict");
    assertThat(cookieOf(request().secure())).endsWith("; Secure");
    assertThat(cookieOf(request().with("X-Forwarded-Proto", "https"))).endsWith("; Secure");
    assertThat(cookieOf(request().with("X-Forwarded-Proto", "http"))).doesNotContain("Secure");
  }

  @Test
  void signingInEndsTheSessionThatWasThere() {
    String before = signedIn(signIn("alice", RIGHT)).cookie();
    String after = cookieOf(request().cookie(before));
    assertThat(after).isNotEqualTo(before);
    assertThat(caller(before).kind()).isEqualTo(Caller.Kind.NOBODY);
    assertThat(caller(after).kind()).isEqualTo(Caller.Kind.SESSION);
  }

  @Test
  void anIdGivenByTheBrowserIsNeverTaken() {
    String cookie = cookieOf(request().cookie("bamotf-console", "chosen-by-an-attacker"));
    assertThat(cookie).doesNotContain("chosen");
    assertThat(caller("bamotf-console=chosen-by-an-attacker;").kind())
        .isEqualTo(Caller.Kind.NOBODY);
  }

  @Test
  void findsTheSessionAmongCookiesOfOtherPaths() {
    String cookie = signedIn(signIn("alice", RIGHT)).cookie();
    TestRequest request =
        TestRequest.get("/").cookie("bamotf-console", "other").cookie(cookie).cookie("x", "y");
    assertThat(accesses.access.caller(request.build()).name()).isEqualTo("alice");
  }

  @Test
  void isForAUserOfTheHostWithoutARoleToo() {
    String cookie = signedIn(signIn("alice", RIGHT)).cookie();
    TestRequest request = TestRequest.get("/").cookie(cookie).as("bob", "admin");
    assertThat(accesses.access.caller(request.build()).name()).isEqualTo("alice");
  }

  @Test
  void aWrongTokenIsNotOverlookedForASession() {
    String cookie = signedIn(signIn("alice", RIGHT)).cookie();
    TestRequest request = TestRequest.get("/").cookie(cookie).with("Authorization", "Bearer x");
    assertThat(accesses.access.caller(request.build()).kind()).isEqualTo(Caller.Kind.NOBODY);
  }

  @Test
  void signingOutEndsTheSession() {
    String cookie = signedIn(signIn("alice", RIGHT)).cookie();
    accesses.signIn.out(TestRequest.get("/").cookie(cookie).build());
    assertThat(caller(cookie).kind()).isEqualTo(Caller.Kind.NOBODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice", "nobody", "Alice", "alice ", ""})
  void aWrongPasswordAndAnUnknownUserLookTheSame(String user) {
    Refusal refusal = refused(signIn(user, "wrong"));
    assertThat(refusal.status()).isEqualTo(401);
    assertThat(refusal.reason()).isEqualTo("Wrong user name or password");
  }

  @Test
  void anUnknownUserCannotHaveThePasswordOfAnother() {
    assertThat(refused(signIn("nobody", RIGHT)).status()).isEqualTo(401);
  }

  @Test
  void aPasswordThatIsTooLongIsWrong() {
    assertThat(refused(signIn("alice", "x".repeat(100_000))).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice", "nobody"})
  void aUserIsLockedForAWhileAfterFiveFailuresWhoeverTries(String user) {
    for (int i = 0; i < 5; i++) {
      assertThat(refused(signIn(user, "wrong", "10.0.0." + i)).status()).isEqualTo(401);
    }
    Refusal refusal = refused(signIn(user, RIGHT, "10.0.0.9"));
    assertThat(refusal.status()).isEqualTo(429);
    assertThat(refusal.headers()).containsEntry("Retry-After", "301");
    assertThat(signIn("victor", RIGHT, "10.0.0.9")).isInstanceOf(SignIn.SignedIn.class);
  }

  @Test
  void aLockEnds() {
    for (int i = 0; i < 5; i++) {
      signIn("alice", "wrong");
    }
    clock.pass(Duration.ofMinutes(5).minusSeconds(1));
    assertThat(refused(signIn("alice", RIGHT)).headers()).containsEntry("Retry-After", "2");
    clock.pass(Duration.ofSeconds(1));
    assertThat(signIn("alice", RIGHT)).isInstanceOf(SignIn.SignedIn.class);
  }

  /** The third comes while two are being checked. */
  @Test
  void fewPasswordsAreCheckedAtOnce() {
    assertThat(refused(signInWhileOthersDo(2)).status()).isEqualTo(429);
    assertThat(signInWhileOthersDo(1)).isInstanceOf(SignIn.SignedIn.class);
  }

  /** A failure asks for the address a second time, before it is over. */
  private SignIn.Result signInWhileOthersDo(int others) {
    if (others == 0) {
      return signIn("victor", RIGHT);
    }
    List<SignIn.Result> within = new ArrayList<>();
    int[] asked = {0};
    HttpServletRequest request =
        Stub.of(
            HttpServletRequest.class,
            Map.of(
                "getRemoteAddr",
                none -> {
                  if (asked[0]++ == 1) {
                    within.add(signInWhileOthersDo(others - 1));
                  }
                  return "10.1.1.1";
                }));
    accesses.signIn.withPassword(request, "nobody", "wrong", "/");
    return within.get(0);
  }

  @Test
  void aSuccessForgetsTheFailuresOfTheUser() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 4; i++) {
        signIn("alice", "wrong");
      }
      assertThat(signIn("alice", RIGHT)).isInstanceOf(SignIn.SignedIn.class);
    }
  }

  @Test
  void anAddressThatTriesManyUsersIsLocked() {
    for (int i = 0; i < 20; i++) {
      assertThat(refused(signIn("user" + i, "wrong")).status()).isEqualTo(401);
    }
    assertThat(refused(signIn("alice", RIGHT)).status()).isEqualTo(429);
    assertThat(signIn("alice", RIGHT, "10.0.0.9")).isInstanceOf(SignIn.SignedIn.class);
  }

  @Test
  void theLinkOfTheStartOpensAnOperatorsSessionOnce() {
    configure(TestSettings.nobody());
    String link = link();
    SignIn.SignedIn signedIn = signedIn(accesses.signIn.withLink(request().build(), link, "/"));
    assertThat(signedIn.caller().may(Role.OPERATOR)).isTrue();
    assertThat(signedIn.caller().seesBodies()).isTrue();
    assertThat(change(signedIn.cookie(), signedIn.caller().token())).isZero();
    assertThat(refused(accesses.signIn.withLink(request().build(), link, "/")).status())
        .isEqualTo(401);
    assertThat(logged()).as("used").isEmpty();
  }

  @Test
  void theLinkWorksOnlyOnThisMachine() {
    configure(TestSettings.nobody());
    String link = link();
    assertThat(link(request().from(ELSEWHERE), link)).isEqualTo(403);
    assertThat(link(request().with("X-Forwarded-For", "1.2.3.4"), link)).isEqualTo(403);
    assertThat(link(request().with("Origin", "https://evil.example"), link)).isEqualTo(403);
    assertThat(link(request(), link)).as("still good").isZero();
  }

  @Test
  void aWrongLinkIsRefusedAndLeavesTheRightOne() {
    configure(TestSettings.nobody());
    String link = link();
    assertThat(link(request(), link + "x")).isEqualTo(401);
    assertThat(link(request(), "")).isEqualTo(401);
    assertThat(link(request(), link)).isZero();
  }

  @Test
  void theLinkIsGoodForAnHour() {
    configure(TestSettings.nobody());
    String link = link();
    clock.pass(Duration.ofHours(1));
    assertThat(link(request(), link)).isEqualTo(401);
  }

  @Test
  void theLinkSaysWhichPortItIsFor() {
    configure(TestSettings.nobody());
    assertThat(logged().get(0)).endsWith(" on this machine. The link works once, within an hour");
    port = null;
    assertThat(logged().get(0))
        .contains("http://localhost:PORT/bamotf/console/#link=")
        .endsWith(". Replace PORT with the server's HTTP port");
  }

  @Test
  void thereIsNoLinkOnceSomebodyIsConfigured() {
    assertThat(logged()).isEmpty();
    configure(TestSettings.tokens());
    assertThat(logged()).isEmpty();
    assertThat(link(request(), "x")).isEqualTo(401);
  }

  @Test
  void aFailureIsLoggedButCannotFillTheLog() {
    try (LogLines log = new LogLines(SignIn.class)) {
      for (int i = 0; i < 50; i++) {
        signIn("user " + i, "guessed", "192.0.2." + i);
      }
      log.assertFew("BAMOTF604");
      assertThat(log.lines("BAMOTF604").get(0))
          .contains("192.0.2.0")
          .doesNotContain("guessed", "user 0");
    }
  }

  private void configure(Settings settings) {
    accesses = new Accesses(settings, clock);
  }

  /** The token in the log. */
  private String link() {
    List<String> lines = logged();
    assertThat(lines).singleElement().asString().startsWith("BAMOTF607");
    assertThat(lines.get(0)).contains("http://localhost:18080/bamotf/console/#link=");
    return lines.get(0).replaceFirst("(?s).*#link=([\\w-]+).*", "$1");
  }

  private List<String> logged() {
    List<String> lines = new ArrayList<>();
    Logger logger = Logger.getLogger(SignIn.class.getName());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(MessageFormat.format(line.getMessage(), line.getParameters()));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    accesses.signIn.announce("/bamotf/console/", Optional.ofNullable(port));
    logger.removeHandler(handler);
    return lines;
  }

  private static TestRequest request() {
    return TestRequest.post("/session", "{}");
  }

  private SignIn.Result signIn(String user, String password) {
    return signIn(user, password, ELSEWHERE);
  }

  private SignIn.Result signIn(String user, String password, String from) {
    return accesses.signIn.withPassword(request().from(from).build(), user, password, "/shop/");
  }

  private String cookieOf(TestRequest request) {
    return signedIn(accesses.signIn.withPassword(request.build(), "alice", RIGHT, "/shop/"))
        .cookie();
  }

  /** Zero if it opens a session. */
  private int link(TestRequest request, String token) {
    SignIn.Result result = accesses.signIn.withLink(request.build(), token, "/");
    return result instanceof SignIn.Refused refused ? refused.refusal().status() : 0;
  }

  private Caller caller(String cookie) {
    return accesses.access.caller(TestRequest.get("/").from(ELSEWHERE).cookie(cookie).build());
  }

  /** Zero if the change may pass. */
  private int change(String cookie, String token) {
    TestRequest request = TestRequest.post("/reconcile", "{}").from(ELSEWHERE).cookie(cookie);
    if (token != null) {
      request.with("X-Bamotf-Token", token);
    }
    var built = request.build();
    Refusal refusal = accesses.access.refusal(built, accesses.access.caller(built), Role.OPERATOR);
    return refusal == null ? 0 : refusal.status();
  }

  private static SignIn.SignedIn signedIn(SignIn.Result result) {
    assertThat(result).isInstanceOf(SignIn.SignedIn.class);
    return (SignIn.SignedIn) result;
  }

  private static Refusal refused(SignIn.Result result) {
    assertThat(result).isInstanceOf(SignIn.Refused.class);
    return ((SignIn.Refused) result).refusal();
  }
}
