package com.bamotf.webhooks.client;

import static java.lang.System.Logger.Level.DEBUG;

import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.server.Causes;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Checks answers, reads small ones, and turns failures into exceptions. */
final class ApiResponses {

  private static final System.Logger LOG = System.getLogger(ApiResponses.class.getName());

  private static final int MAX_EXCERPT = 300;

  private ApiResponses() {}

  /** Throws unless the answer is a success; the caller closes it. */
  static void requireSuccess(Response response, URI url, @Nullable String id) {
    int status = response.getStatus();
    if (status / 100 != 2) {
      throw failure(status, "bamotf at " + url + " answered " + status + excerpt(response), id);
    }
  }

  /** Closes an answer that may not have ended, and the client that was made for it alone. */
  static void breakOff(BamotfApi client, @Nullable Response response) {
    // The client first: RESTEasy reads an answer that is closed to its end, which may never come.
    client.close();
    try {
      if (response != null) {
        response.close();
      }
    } catch (RuntimeException e) {
      LOG.log(DEBUG, "The connection ended before its answer was closed", e);
    }
  }

  private static BamotfException failure(int status, String what, @Nullable String id) {
    if (status >= 500 || status == 408 || status == 429) {
      return new BamotfException.Unavailable(what, id, null);
    }
    if (status == 401 || status == 403) {
      return new BamotfException.WrongKey(
          what + ". Check " + Setting.API_KEY.key() + ": bamotf does not know this key", id);
    }
    if (status == 404 && id != null) {
      return new BamotfException.NotFound(what, id);
    }
    if (status / 100 == 4) {
      return new BamotfException.Refused(what, id);
    }
    return new BamotfException.Malformed(
        what + ". Check " + Setting.API_URL.key() + ": it may point to another server", id, null);
  }

  /** The call itself failed. Each server has its own exceptions for that. */
  static BamotfException noResponse(URI url, @Nullable String id, RuntimeException failure) {
    return new BamotfException.Unavailable(
        "bamotf at " + url + " did not answer: " + Causes.root(failure), id, failure);
  }

  static BamotfException endless(URI url, @Nullable String id, Duration limit) {
    return new BamotfException.Unavailable(
        "bamotf at %s did not complete its answer within %s seconds. Check %s: it may point to another server, or something in front of bamotf delays its answers"
            .formatted(url, limit.plusMillis(999).toSeconds(), Setting.API_URL.key()),
        id,
        null);
  }

  static BamotfException tooManyGivenUp(URI url, @Nullable String id, int number) {
    return new BamotfException.Unavailable(
        "bamotf at %s is not called, because %s earlier calls were given up and still wait for it. Check %s and what is in front of bamotf; if they remain, restart this server"
            .formatted(url, number, Setting.API_URL.key()),
        id,
        null);
  }

  static BamotfException interrupted(@Nullable String id, InterruptedException cause) {
    return new BamotfException.Unavailable(
        "the thread that waited for bamotf's answer was interrupted", id, cause);
  }

  static BamotfException stopping(@Nullable String id, RuntimeException cause) {
    return new BamotfException.Unavailable(
        "bamotf is not called, because the application is stopping", id, cause);
  }

  /** The whole body. */
  static byte[] body(Response response, @Nullable String id, int maxSize) {
    try {
      byte[] body = stream(response).readNBytes(maxSize + 1);
      if (body.length > maxSize) {
        throw new BamotfException.Malformed(
            "the answer has more than the %s bytes that %s allows"
                .formatted(maxSize, Setting.WEBHOOK_MAX_BODY_SIZE.key()),
            id,
            null);
      }
      return body;
    } catch (IOException e) {
      throw broken(id, e);
    }
  }

  static InputStream stream(Response response) {
    return response.hasEntity()
        ? response.readEntity(InputStream.class)
        : InputStream.nullInputStream();
  }

  static BamotfException broken(@Nullable String id, IOException failure) {
    return new BamotfException.Unavailable("bamotf's answer was cut off: " + failure, id, failure);
  }

  /**
   * The beginning of an error answer's body as one short line that is safe to print: what arrives
   * first, since the rest may take forever.
   */
  private static String excerpt(Response response) {
    try {
      byte[] first = new byte[MAX_EXCERPT];
      int length = Math.max(0, stream(response).read(first));
      String text = excerpt(Arrays.copyOf(first, length));
      return text.isEmpty() ? "" : ": " + text;
    } catch (IOException | RuntimeException e) {
      return ""; // the status is enough
    }
  }

  static String excerpt(byte[] text) {
    String all = new String(text, StandardCharsets.UTF_8);
    return (all.length() > MAX_EXCERPT ? all.substring(0, MAX_EXCERPT) : all)
        .replaceAll("[\\p{Cntrl}\\p{Cs}\\s]+", " ")
        .strip();
  }
}
