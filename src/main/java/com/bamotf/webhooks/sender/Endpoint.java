package com.bamotf.webhooks.sender;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks where a sender is to post to. */
final class Endpoint {

  private Endpoint() {}

  /**
   * @throws IllegalArgumentException with a message for a person if this is no http(s) address
   */
  static URI parse(String text) {
    try {
      return checked(new URI(text));
    } catch (URISyntaxException e) {
      throw refused(text, e);
    }
  }

  static URI checked(URI endpoint) {
    String scheme = endpoint.getScheme();
    if (scheme == null
        || !isHttp(scheme)
        || endpoint.getHost() == null
        || endpoint.getPort() > 65_535) {
      throw refused(endpoint.toString(), null);
    }
    return endpoint;
  }

  private static boolean isHttp(String scheme) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    return lower.equals("http") || lower.equals("https");
  }

  private static IllegalArgumentException refused(String text, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "\""
            + text
            + "\" is no address to post to; it must look like http://localhost:8080/bamotf/webhook"
            + " (http or https, a host, and a port of at most 65535)",
        cause);
  }
}
