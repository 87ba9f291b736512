package com.bamotf.webhooks.sender;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses that a user typed. */
public final class HttpUrl {

  private HttpUrl() {}

  /**
   * Reads an absolute address.
   *
   * @param text what the user typed
   * @param example a valid one, for the message
   * @throws IllegalArgumentException with a message for the user if it is not an absolute http or
   *     https address
   */
  public static URI parse(String text, String example) {
    try {
      return require(new URI(text), example);
    } catch (URISyntaxException e) {
      throw invalid(text, example);
    }
  }

  static URI require(URI uri, String example) {
    boolean http =
        "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    if (!http || uri.getHost() == null || uri.getPort() > 65_535) {
      throw invalid(uri.toString(), example);
    }
    return uri;
  }

  private static IllegalArgumentException invalid(String text, String example) {
    return new IllegalArgumentException(
        "\"%s\" is not a valid URL; use one such as %s (http or https, a host, and a port of at most 65535)"
            .formatted(text, example));
  }
}
