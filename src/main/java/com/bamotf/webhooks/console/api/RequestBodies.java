package com.bamotf.webhooks.console.api;

import static java.lang.System.Logger.Level.DEBUG;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * Reads JSON from requests, whoever sends them: limited in bytes and time, and on few threads at
 * once, so that slow senders cannot keep all of the server's threads from webhooks. Thread-safe.
 */
final class RequestBodies {

  private static final System.Logger LOG = System.getLogger(RequestBodies.class.getName());

  /** For callers who may use the console. */
  static final int MAX_KNOWN = 4;

  /** For all others, who may sign in; apart, so that strangers keep no operator out. */
  static final int MAX_UNKNOWN = 2;

  static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final int BUFFER = 8 * 1024;

  private final Semaphore known = new Semaphore(MAX_KNOWN);
  private final Semaphore unknown = new Semaphore(MAX_UNKNOWN);
  private final LongSupplier nanoTime;

  RequestBodies(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Reads an object; an empty body is an empty one.
   *
   * @param isKnown whether the caller may use the console
   * @throws Problem if it is too large, too slow, incomplete or not a JSON object
   */
  JsonObject read(HttpServletRequest request, boolean isKnown, int maxBytes) {
    if (request.getContentLengthLong() > maxBytes) {
      throw tooLarge(maxBytes);
    }
    Semaphore readers = isKnown ? known : unknown;
    if (!readers.tryAcquire()) {
      throw Problem.of(503, "Too many requests are arriving at the moment; try again");
    }
    try {
      return parse(bytes(request.getInputStream(), maxBytes));
    } catch (IOException e) { // the server would log a stack trace, which any stranger can cause
      LOG.log(DEBUG, "The caller is gone", e);
      throw Problem.of(400, "The request's body is incomplete");
    } finally {
      readers.release();
    }
  }

  private byte[] bytes(InputStream stream, int maxBytes) throws IOException {
    long start = nanoTime.getAsLong();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER];
    for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
      bytes.write(buffer, 0, count);
      if (bytes.size() > maxBytes) {
        throw tooLarge(maxBytes);
      }
      if (nanoTime.getAsLong() - start > TIMEOUT.toNanos()) {
        throw Problem.of(408, "The request did not arrive within " + TIMEOUT.toSeconds() + " s");
      }
    }
    return bytes.toByteArray();
  }

  private static JsonObject parse(byte[] bytes) {
    if (bytes.length == 0) {
      return JsonTexts.object().build();
    }
    try (JsonReader reader = JsonTexts.JSON.createReader(new ByteArrayInputStream(bytes))) {
      return reader.readObject();
    } catch (RuntimeException | StackOverflowError e) {
      throw Problem.of(400, "The request's body is not a JSON object");
    }
  }

  private static Problem tooLarge(int maxBytes) {
    return Problem.of(413, "The request's body has more than " + maxBytes + " bytes");
  }
}
