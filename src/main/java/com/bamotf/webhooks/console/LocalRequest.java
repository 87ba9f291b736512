package com.bamotf.webhooks.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognizes requests that a program on this machine sent directly to this server.
 *
 * <p>A reverse proxy on this machine also has the loopback address; it is recognized by the headers
 * that proxies add, or by a host name other than localhost. Checking the host name also prevents
 * DNS rebinding. <strong>A local proxy that adds no header and sends {@code localhost} as host is
 * not recognized; nginx does so if only {@code proxy_pass} is configured</strong>: behind a proxy,
 * set {@code bamotf.admin.token}.
 */
final class LocalRequest {

  private static final Pattern LOOPBACK =
      Pattern.compile("127(\\.\\d{1,3}){3}|::1|0:0:0:0:0:0:0:1");
  private static final Set<String> PROXY_HEADERS =
      Set.of("forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip");
  private static final String PROXY_PREFIX = "x-forwarded";

  private LocalRequest() {}

  static boolean is(HttpServletRequest request) {
    return isLoopback(request.getRemoteAddr())
        && isLocalHost(request.getServerName())
        && Collections.list(request.getHeaderNames()).stream()
            .noneMatch(LocalRequest::comesFromProxy);
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
