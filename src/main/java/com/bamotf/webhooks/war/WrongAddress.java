package com.bamotf.webhooks.war;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.server.LogThrottle;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/**
 * Notices posts to an address that accepts none. bamotf gives up after three of them, and its log
 * is on another machine. Thread-safe.
 */
final class WrongAddress {

  private static final System.Logger LOG = System.getLogger(WrongAddress.class.getName());
  private static final Set<Integer> NOT_HERE = Set.of(404, 405);
  private static final int MAX_PATH = 100;

  private final LogThrottle throttle = new LogThrottle();

  /** Logs at most once per second. */
  void check(HttpServletRequest request, int status) {
    if (request.getMethod().equals("POST") && NOT_HERE.contains(status)) {
      throttle
          .pass()
          .ifPresent(
              suppressed ->
                  LOG.log(
                      WARNING,
                      "{0}: a POST to {1} was answered with {2}. If bamotf sent it, its WEBHOOK_URL is wrong: webhooks are"
                          + " accepted at {3}/webhook{4}",
                      LogCodes.WRONG_ADDRESS,
                      printable(request.getRequestURI()),
                      String.valueOf(status),
                      request.getContextPath(),
                      suppressed));
    }
  }

  /** A stranger chose it, so it must not look like a line of the log, nor be long. */
  static String printable(String path) {
    String start = path.substring(0, Math.min(path.length(), MAX_PATH));
    return start.replaceAll("[^A-Za-z0-9/._~%;=-]", "?") + (path.length() > MAX_PATH ? "…" : "");
  }
}
