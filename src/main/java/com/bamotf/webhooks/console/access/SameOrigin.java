package com.bamotf.webhooks.console.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;

/**
 * Recognizes requests by other sites' pages. A browser says whose page sends a request; a page
 * cannot change that. Programs say nothing, and are not tricked by pages.
 */
final class SameOrigin {

  private SameOrigin() {}

  /**
   * False if another site's page sends the request. Believes {@code Sec-Fetch-Site}, which also
   * holds behind a proxy that changes the host name, and without it compares {@code Origin}.
   */
  static boolean is(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    String origin = request.getHeader("Origin");
    return origin == null
        || Stream.of("Host", "X-Forwarded-Host")
            .map(request::getHeader)
            .anyMatch(host -> host != null && names(origin, host));
  }

  /** A proxy that ends TLS hides the scheme. */
  private static boolean names(String origin, String host) {
    return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
  }
}
