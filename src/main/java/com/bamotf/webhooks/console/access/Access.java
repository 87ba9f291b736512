package com.bamotf.webhooks.console.access;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.Secret;
import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.console.access.Caller.Kind;
import com.bamotf.webhooks.server.LogThrottle;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides who a caller is and what the caller may do. Thread-safe.
 *
 * <p>A caller is known by, in this order: a bearer token of the settings, the host application's
 * own login if it gives one of our roles, a session of the console. While neither a token nor a
 * user is configured, {@linkplain LocalRequest direct requests from this machine} may read.
 */
@Singleton
public class Access {

  private static final System.Logger LOG = System.getLogger(Access.class.getName());

  static final String TOKEN_HEADER = "X-Bamotf-Token";

  private static final String SCHEME = "Bearer";
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private static final String LOCAL_ONLY =
      "Neither a token nor a user is configured, so only direct HTTP/1.1 requests to localhost from this machine are answered, and"
          + " they can only read. For anything else, open the one-time link in the server's log on this machine, or set "
          + Setting.CONSOLE_USER.key()
          + " or "
          + Setting.ADMIN_TOKEN.key()
          + " on the server";

  private static final String SIGN_IN =
      "Sign in, or send \"Authorization: Bearer <token>\" with the token of "
          + Setting.ADMIN_TOKEN.key()
          + " or "
          + Setting.ADMIN_VIEWER_TOKEN.key()
          + " on the server";

  private static final String WRONG_TOKEN =
      "The bearer token does not match "
          + Setting.ADMIN_TOKEN.key()
          + ", "
          + Setting.ADMIN_VIEWER_TOKEN.key()
          + " or "
          + Setting.ADMIN_SCRAPE_TOKEN.key()
          + " on the server";

  private final Settings.Admin settings;
  private final SessionCookies sessions;
  private final LogThrottle throttle = new LogThrottle();

  /** Of this server, to make the tokens of callers whom the host has signed in. */
  private final String hostKey = Tokens.random();

  @Inject
  Access(Settings settings, SessionCookies sessions) {
    this.settings = settings.admin();
    this.sessions = sessions;
  }

  /** Never fails; a caller who is not known has no role. */
  public Caller caller(HttpServletRequest request) {
    String from = request.getRemoteAddr();
    String bearer = bearer(request);
    if (bearer != null) {
      if (equal(settings.token(), bearer)) {
        return new Caller(Kind.TOKEN, null, Role.OPERATOR, null, from);
      }
      if (equal(settings.viewerToken(), bearer)) {
        return new Caller(Kind.TOKEN, null, Role.VIEWER, null, from);
      }
      if (equal(settings.scrapeToken(), bearer)) {
        return new Caller(Kind.TOKEN, null, Role.SCRAPER, null, from);
      }
    }
    Caller host = ofHost(request);
    if (host != null && host.role() != null) {
      return host;
    }
    Caller other = bearer == null ? ofSession(request) : null;
    if (other != null) {
      return other;
    }
    if (host != null) {
      return host;
    }
    return bearer == null && !settings.knowsAnybody() && LocalRequest.is(request)
        ? new Caller(Kind.LOCAL, null, Role.VIEWER, null, from)
        : new Caller(Kind.NOBODY, null, null, null, from);
  }

  /**
   * Checks a request before it is answered. Every method but GET and HEAD is a change.
   *
   * @return null if the caller may do what needs this role
   */
  public @Nullable Refusal refusal(HttpServletRequest request, Caller caller, Role needed) {
    if (caller.kind() == Kind.NOBODY) {
      return unknown(request);
    }
    boolean reads = READING.contains(request.getMethod());
    if (caller.kind() == Kind.LOCAL && !reads) {
      return Refusal.of(403, LOCAL_ONLY);
    }
    if (!caller.may(needed)) {
      return Refusal.of(
          403,
          "This needs the role " + needed.id() + ", which " + caller.name() + " does not have");
    }
    return reads ? null : changeRefusal(request, caller);
  }

  /**
   * Checks what every change needs, whoever sends it: that no other site's page does.
   *
   * @return null if there is no objection
   */
  public @Nullable Refusal originRefusal(HttpServletRequest request) {
    if (!SameOrigin.is(request)) {
      return Refusal.of(
          403,
          "This request came from a page of another origin; only the console's own page may send it");
    }
    if (request.getMethod().equals("POST") && !isJson(request.getContentType())) {
      return Refusal.of(415, "Send the content type application/json");
    }
    return null;
  }

  private @Nullable Refusal changeRefusal(HttpServletRequest request, Caller caller) {
    Refusal refusal = originRefusal(request);
    if (refusal != null) {
      return refusal;
    }
    String token = caller.token();
    return token == null || Tokens.equal(token, request.getHeader(TOKEN_HEADER))
        ? null
        : Refusal.of(
            403,
            "The header "
                + TOKEN_HEADER
                + " is missing or is not the token from GET session; reload the page");
  }

  private Refusal unknown(HttpServletRequest request) {
    if (!settings.knowsAnybody()) {
      return Refusal.of(403, LOCAL_ONLY);
    }
    boolean wrongToken = bearer(request) != null;
    if (wrongToken) {
      throttle.pass().ifPresent(suppressed -> logWrongToken(request, suppressed));
    }
    return new Refusal(401, wrongToken ? WRONG_TOKEN : SIGN_IN, Map.of("WWW-Authenticate", SCHEME));
  }

  private static void logWrongToken(HttpServletRequest request, String suppressed) {
    LOG.log(
        WARNING,
        "{0}: refused a request from {1} with a wrong bearer token{2}",
        LogCodes.WRONG_TOKEN,
        request.getRemoteAddr(),
        suppressed);
  }

  /** Null if the host has not signed the caller in; without a role if the host gives none. */
  private @Nullable Caller ofHost(HttpServletRequest request) {
    if (request.getUserPrincipal() == null) {
      return null;
    }
    String user = request.getUserPrincipal().getName();
    Role role = null;
    for (Role each : Role.values()) {
      role = request.isUserInRole(each.id()) ? each : role;
    }
    return new Caller(
        Kind.HOST, user, role, Tokens.sha256(hostKey + user), request.getRemoteAddr());
  }

  private @Nullable Caller ofSession(HttpServletRequest request) {
    return sessions
        .find(request)
        .map(session -> Caller.of(session, request.getRemoteAddr()))
        .orElse(null);
  }

  private static @Nullable String bearer(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    return header != null && header.regionMatches(true, 0, SCHEME + " ", 0, SCHEME.length() + 1)
        ? header.substring(SCHEME.length() + 1)
        : null;
  }

  private static boolean equal(Optional<Secret> expected, String found) {
    return expected.isPresent() && Tokens.equal(expected.get().text(), found);
  }

  private static boolean isJson(@Nullable String contentType) {
    return contentType != null
        && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
  }
}
