package com.bamotf.webhooks.console.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes requests that a program on this machine sent directly to this server.
 *
 * <p>A reverse proxy on this machine also has the loopback address. It is recognized by the headers
 * that proxies add, by a host name other than localhost, or by another version of HTTP than 1.1:
 * nginx before 1.29.7 uses 1.0 unless configured otherwise, and a proxy that passes an upgrade to
 * HTTP/2 becomes a tunnel. The host name also prevents DNS rebinding, and the headers that browsers
 * add prevent other sites' pages from changing anything. <strong>A local proxy that uses HTTP/1.1,
 * adds no header and sends a local host name is not recognized</strong>, such as nginx since 1.29.7
 * with nothing but {@code proxy_pass}: behind a proxy, set {@code bamotf.admin.token} or a user.
 */
final class LocalRequest {

  private static final Pattern LOOPBACK =
      Pattern.compile("127(\\.\\d{1,3}){3}|::1|0:0:0:0:0:0:0:1");
  private static final Set<String> PROXY_HEADERS =
      Set.of(
          "forwarded",
          "via",
          "cdn-loop",
          "x-real-ip",
          "x-client-ip",
          "x-cluster-client-ip",
          "x-original-forwarded-for",
          "x-envoy-external-address",
          "x-envoy-internal",
          "x-azure-clientip",
          "true-client-ip",
          "cf-connecting-ip",
          "fastly-client-ip");
  private static final String PROXY_PREFIX = "x-forwarded";

  private static final Set<String> READING = Set.of("GET", "HEAD");

  /** What a browser says of a request by a page of the same origin, or by its user. */
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  private LocalRequest() {}

  static boolean is(HttpServletRequest request) {
    return isLoopback(request.getRemoteAddr())
        && request.getProtocol().equals("HTTP/1.1")
        && isLocalHost(request.getServerName())
        && isLocalHost(withoutPort(request.getHeader("Host")))
        && (READING.contains(request.getMethod()) || !comesFromOtherSite(request))
        && Collections.list(request.getHeaderNames()).stream()
            .noneMatch(LocalRequest::comesFromProxy);
  }

  private static boolean comesFromOtherSite(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    String origin = request.getHeader("Origin");
    return (site != null && !OWN_SITE.contains(site))
        || (origin != null
            && !origin.equals("http://" + request.getHeader("Host"))
            && !origin.equals("https://" + request.getHeader("Host")));
  }

  /** An absolute URI in the request line may name another host than this header. */
  private static String withoutPort(@Nullable String host) {
    return host == null ? "" : host.replaceFirst(":\\d+$", "");
  }

  /** Never resolves a name. Ignores a zone, as in {@code ::1%lo}. */
  private static boolean isLoopback(String address) {
    int zone = address.indexOf('%');
    return LOOPBACK.matcher(zone < 0 ? address : address.substring(0, zone)).matches();
  }

  private static boolean isLocalHost(String name) {
    boolean bracketed = name.startsWith("[") && name.endsWith("]");
    return name.equalsIgnoreCase("localhost")
        || isLoopback(bracketed ? name.substring(1, name.length() - 1) : name);
  }

  private static boolean comesFromProxy(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return PROXY_HEADERS.contains(name) || name.startsWith(PROXY_PREFIX);
  }
}
