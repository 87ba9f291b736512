package com.bamotf.webhooks.sender;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Says why a request got no answer, and what to do. */
public final class NoAnswer {

  private NoAnswer() {}

  /**
   * One sentence, without a full stop.
   *
   * @param connectTimeout how long connecting could take
   * @param answerTimeout how long the answer could take
   */
  public static String reason(
      URI endpoint, IOException e, Duration connectTimeout, Duration answerTimeout) {
    if (e instanceof HttpConnectTimeoutException) {
      return "no connection to %s within %s s; look for a firewall, or correct the URL%s"
          .formatted(
              endpoint,
              connectTimeout.toSeconds(),
              "https".equalsIgnoreCase(endpoint.getScheme())
                  ? ", whose port may not speak TLS"
                  : "");
    }
    if (e instanceof HttpTimeoutException) {
      return "no answer from %s within %s s; look at the server's log"
          .formatted(endpoint, answerTimeout.toSeconds());
    }
    if (has(e, UnresolvedAddressException.class) || has(e, UnknownHostException.class)) {
      return "no connection to %s: the host %s is unknown; correct the URL"
          .formatted(endpoint, endpoint.getHost());
    }
    if (e instanceof ConnectException) {
      return "no connection to %s: nothing listens there; start the server, or correct host and port"
          .formatted(endpoint);
    }
    return e instanceof SSLException
        ? tls(endpoint, e)
        : "the connection to %s broke before an answer arrived (%s); look at the server's log"
            .formatted(endpoint, e);
  }

  private static String tls(URI endpoint, IOException e) {
    String message = String.valueOf(e.getMessage());
    if (message.toLowerCase(Locale.ROOT).contains("unrecognized ssl message")) {
      return "no TLS at %s: it speaks plain HTTP; use http:// instead of https://, or the port of TLS"
          .formatted(endpoint);
    }
    if (message.contains("subject alternative")) {
      return "the certificate of %s is for another name (%s); use the name that it is for"
          .formatted(endpoint, message);
    }
    if (message.contains("PKIX")) {
      return "the certificate of %s is not trusted (%s); if an authority of your own signed it, start java with -Djavax.net.ssl.trustStore=<a store that holds the authority>"
          .formatted(endpoint, message);
    }
    return "the TLS connection to %s failed (%s); check its certificate and that the port speaks TLS"
        .formatted(endpoint, message);
  }

  private static boolean has(Throwable thrown, Class<? extends Throwable> kind) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (kind.isInstance(each)) {
        return true;
      }
    }
    return false;
  }
}
