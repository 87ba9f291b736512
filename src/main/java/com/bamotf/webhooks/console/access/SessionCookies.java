package com.bamotf.webhooks.console.access;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.console.access.Sessions.Session;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sessions of the console and the cookie that carries their ids. The host's own sessions are
 * left alone. Thread-safe.
 */
@Singleton
class SessionCookies {

  static final String NAME = "bamotf-console";

  /** Of requests that the page sends by itself, which do not keep a session from being idle. */
  static final String POLL_HEADER = "X-Bamotf-Poll";

  /**
   * @param cookie the value of {@code Set-Cookie}
   */
  record Opened(Session session, String cookie) {}

  private final Sessions sessions;

  @Inject
  SessionCookies(Settings settings) {
    this(settings, Clock.systemUTC());
  }

  SessionCookies(Settings settings, Clock clock) {
    this.sessions =
        new Sessions(settings.admin().idleTimeout(), settings.admin().sessionTimeout(), clock);
  }

  /** The session of a request. A browser may send several cookies of the name, for other paths. */
  Optional<Session> find(HttpServletRequest request) {
    boolean used = request.getHeader(POLL_HEADER) == null;
    return ids(request).flatMap(id -> sessions.find(id, used).stream()).findFirst();
  }

  /**
   * Opens a session in place of the request's own, if it has one.
   *
   * @param path of the console, as the browser sees it
   */
  Opened open(HttpServletRequest request, String user, Role role, String path) {
    close(request);
    String id = sessions.open(user, role);
    return new Opened(sessions.find(id, true).orElseThrow(), cookie(request, id, path));
  }

  void close(HttpServletRequest request) {
    ids(request).forEach(sessions::close);
  }

  private static Stream<String> ids(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Stream.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(NAME))
            .map(Cookie::getValue);
  }

  /** Ends with the browser. */
  private static String cookie(HttpServletRequest request, String id, String path) {
    boolean tls =
        request.isSecure() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    return "%s=%s; Path=%s; HttpOnly; SameSite=Strict%s"
        .formatted(NAME, id, path, tls ? "; Secure" : "");
  }
}
