package com.bamotf.webhooks.console.access;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.server.LogThrottle;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Signs people in and out. Thread-safe. */
@Singleton
public class SignIn {

  /** The outcome of an attempt. */
  public sealed interface Result {}

  /**
   * A session is open.
   *
   * @param cookie the value of {@code Set-Cookie}
   */
  public record SignedIn(Caller caller, String cookie) implements Result {
    @Override
    public String toString() {
      return "SignedIn[" + caller + "]";
    }
  }

  /** Nothing has changed. */
  public record Refused(Refusal refusal) implements Result {}

  /** Who has signed in by the one-time link. */
  static final String LINK_USER = "one-time link";

  private static final System.Logger LOG = System.getLogger(SignIn.class.getName());

  /** Each takes a processor for a while. */
  private static final int PASSWORDS_AT_ONCE = 2;

  private record Account(PasswordHash hash, Role role) {}

  private final SessionCookies sessions;
  private final Map<String, Account> accounts = new HashMap<>();
  private final PasswordHash nobody;
  private final SignInThrottle throttle;
  private final Semaphore passwords = new Semaphore(PASSWORDS_AT_ONCE);
  private final LogThrottle logThrottle = new LogThrottle();
  private final @Nullable OneTimeLink link;

  @Inject
  SignIn(Settings settings, SessionCookies sessions) {
    this(settings, sessions, Clock.systemUTC());
  }

  SignIn(Settings settings, SessionCookies sessions, Clock clock) {
    this.sessions = sessions;
    for (Settings.User user : settings.admin().users()) {
      accounts.put(user.name(), account(user));
    }
    this.nobody = PasswordHash.ofNobody(iterations());
    this.throttle = new SignInThrottle(clock);
    this.link = settings.admin().knowsAnybody() ? null : new OneTimeLink(clock);
  }

  /** Whether a user is configured, so that a form makes sense. */
  public boolean hasUsers() {
    return !accounts.isEmpty();
  }

  /**
   * Logs the one-time link, if nobody is configured.
   *
   * @param page the path of the page, from the server's root
   * @param port the server's port for HTTP, as far as it can be known
   */
  public void announce(String page, Optional<String> port) {
    String token = link == null ? null : link.token();
    if (token != null) {
      LOG.log(
          INFO,
          "{0}: nobody can sign in to the console yet, because neither {1} nor {2} is set. To use it as an operator, open"
              + " http://localhost:{3}{4}#link={5} on this machine. The link works once, within an hour{6}",
          LogCodes.ONE_TIME_LINK,
          Setting.CONSOLE_USER.key(),
          Setting.ADMIN_TOKEN.key(),
          port.orElse("PORT"),
          page,
          token,
          port.isPresent() ? "" : ". Replace PORT with the server's HTTP port");
    }
  }

  /**
   * Signs a configured user in.
   *
   * @param path of the console, for the cookie
   */
  public Result withPassword(
      HttpServletRequest request, String user, String password, String path) {
    String from = request.getRemoteAddr();
    Optional<Duration> locked = throttle.locked(user, from);
    if (locked.isPresent()) {
      return new Refused(
          tooMany("Too many failed sign-ins; try again later", locked.get().toSeconds() + 1));
    }
    if (!passwords.tryAcquire()) {
      return new Refused(tooMany("Others are signing in at the moment; try again", 1));
    }
    try {
      return checked(request, user, password, path);
    } finally {
      passwords.release();
    }
  }

  private Result checked(HttpServletRequest request, String user, String password, String path) {
    Account account = accounts.get(user);
    PasswordHash hash = account == null ? nobody : account.hash();
    boolean right = password.length() <= PasswordHash.MAX_PASSWORD && hash.matches(password);
    if (account == null || !right) {
      throttle.failed(user, request.getRemoteAddr());
      logThrottle.pass().ifPresent(suppressed -> logFailure(request, suppressed));
      return new Refused(Refusal.of(401, "Wrong user name or password"));
    }
    throttle.succeeded(user);
    return open(request, user, account.role(), path);
  }

  /**
   * Signs an operator in by the one-time link, for a direct request from this machine.
   *
   * @param path of the console, for the cookie
   */
  public Result withLink(HttpServletRequest request, String token, String path) {
    if (!LocalRequest.is(request)) {
      return new Refused(
          Refusal.of(
              403,
              "The one-time link works only for a browser on the server's own machine, without a proxy; from elsewhere, set "
                  + Setting.CONSOLE_USER.key()));
    }
    if (link == null || !link.use(token)) {
      return new Refused(
          Refusal.of(
              401,
              "The one-time link is wrong, was used already or is older than an hour; restart the server for a new one, or set "
                  + Setting.CONSOLE_USER.key()));
    }
    return open(request, LINK_USER, Role.OPERATOR, path);
  }

  /** Ends the session of a request, if it has one. */
  public void out(HttpServletRequest request) {
    sessions.close(request);
  }

  private Result open(HttpServletRequest request, String user, Role role, String path) {
    SessionCookies.Opened opened = sessions.open(request, user, role, path);
    return new SignedIn(Caller.of(opened.session(), request.getRemoteAddr()), opened.cookie());
  }

  private int iterations() {
    return accounts.values().stream()
        .mapToInt(account -> account.hash().iterations())
        .max()
        .orElse(PasswordHash.ITERATIONS);
  }

  private static Account account(Settings.User user) {
    return new Account(
        PasswordHash.parse(user.passwordHash().text()),
        user.operator() ? Role.OPERATOR : Role.VIEWER);
  }

  private static Refusal tooMany(String reason, long seconds) {
    return new Refusal(429, reason, Map.of("Retry-After", String.valueOf(seconds)));
  }

  private static void logFailure(HttpServletRequest request, String suppressed) {
    LOG.log(
        WARNING,
        "{0}: failed sign-in to the console from {1}{2}",
        LogCodes.SIGN_IN_FAILED,
        request.getRemoteAddr(),
        suppressed);
  }
}
