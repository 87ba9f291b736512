package com.bamotf.webhooks.client;

import com.bamotf.webhooks.config.Setting;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Tells the kinds of answers apart, and reads small ones. */
final class ApiResponses {

  private static final int EXCERPT = 300;

  private ApiResponses() {}

  /** Closes an answer that is no success. */
  static Response requireSuccess(Response response, URI url, @Nullable String id) {
    int status = response.getStatus();
    if (status / 100 == 2) {
      return response;
    }
    try (response) {
      throw failure(status, "bamotf at " + url + " answered " + status + said(response), id);
    }
  }

  private static BamotfException failure(int status, String what, @Nullable String id) {
    if (status >= 500 || status == 408 || status == 429) {
      return new BamotfException.Unavailable(what, id, null);
    }
    if (status == 401 || status == 403) {
      return new BamotfException.WrongKey(
          what + ". Check " + Setting.API_KEY.key() + ": no account and mode has this key", id);
    }
    if (status == 404 && id != null) {
      return new BamotfException.NotFound(what, id);
    }
    if (status / 100 == 4) {
      return new BamotfException.Refused(what, id);
    }
    return new BamotfException.Malformed(
        what + ". Check " + Setting.API_URL.key() + ": it may lead to something else", id, null);
  }

  /** The call itself failed; the exceptions for that differ from server to server. */
  static BamotfException noAnswer(URI url, @Nullable String id, RuntimeException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return new BamotfException.Unavailable(
        "bamotf at " + url + " gave no answer: " + cause, id, failure);
  }

  /** The whole body; closes the answer. */
  static byte[] body(Response response, @Nullable String id, int most) {
    try (response;
        InputStream in = stream(response)) {
      byte[] body = in.readNBytes(most + 1);
      if (body.length > most) {
        throw new BamotfException.Malformed(
            "the answer has more than %d bytes; %s limits it"
                .formatted(most, Setting.WEBHOOK_MAX_BODY_SIZE.key()),
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
    return new BamotfException.Unavailable("bamotf's answer broke off: " + failure, id, failure);
  }

  /** What an error answer says, in one short line that is safe to print. */
  private static String said(Response response) {
    try (InputStream in = stream(response)) {
      String text = excerpt(in.readNBytes(EXCERPT));
      return text.isEmpty() ? "" : ": " + text;
    } catch (IOException | RuntimeException e) {
      return ""; // the status says enough
    }
  }

  static String excerpt(byte[] text) {
    String all = new String(text, StandardCharsets.UTF_8);
    return (all.length() > EXCERPT ? all.substring(0, EXCERPT) : all)
        .replaceAll("[\\p{Cntrl}\\p{Cs}\\s]+", " ")
        .strip();
  }
}
