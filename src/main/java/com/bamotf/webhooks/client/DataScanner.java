package com.bamotf.webhooks.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.bamotf.webhooks.client.IntentList.Listed;
import com.bamotf.webhooks.config.Setting;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts the elements of the list {@code data} out of one JSON object, as bytes. Only one element at
 * a time is in memory, up to a limit, and an unreadable one does not affect the others. The caller
 * then reads each as strictly as a webhook.
 *
 * <p>Not {@code jakarta.json}: its parsers hold a string of any length in memory, and stop at the
 * first error.
 */
final class DataScanner {

  private static final int BUFFER = 16 * 1024;
  private static final int MAX_NAME = 64;

  private final InputStream in;
  private final int maxElement;

  /** Not a BufferedInputStream: locking it for each byte would take most of the time. */
  private final byte[] buffer = new byte[BUFFER];

  private int position;
  private int end;
  private long index = -1;
  private boolean ended;

  /** Begins with the bytes of the current value, up to a limit. */
  private byte[] kept = new byte[BUFFER];

  private int size;
  private int limit;
  private boolean tooLarge;

  DataScanner(InputStream in, int maxElement) {
    this.in = in;
    this.maxElement = maxElement;
  }

  /**
   * The next element, or empty after the last one.
   *
   * @throws BamotfException.Malformed if there is no such list
   * @throws IOException if the connection breaks or ends too early
   */
  Optional<Listed> next() throws IOException {
    if (ended) {
      return Optional.empty();
    }
    if (index < 0) {
      findList();
    }
    int b = afterSpace();
    if (index >= 0 && b == ',') {
      b = afterSpace();
    } else if (index >= 0 && b != ']') {
      throw malformed("its elements are not separated by commas");
    }
    index++;
    if (b == ']') {
      ended = true;
      return Optional.empty();
    }
    value(b, maxElement);
    return Optional.of(new Listed(index, Arrays.copyOf(kept, size), tooLarge));
  }

  private void findList() throws IOException {
    require(afterSpace(), '{');
    int b = afterSpace();
    while (b == '"') {
      value(b, MAX_NAME);
      boolean found = new String(kept, 0, size, ISO_8859_1).equals("\"data\"");
      require(afterSpace(), ':');
      b = afterSpace();
      if (found) {
        require(b, '[');
        return;
      }
      value(b, 0);
      b = afterSpace();
      b = b == ',' ? afterSpace() : b;
    }
    throw malformed("it has no list \"data\"");
  }

  /** Reads the value that begins with this byte, and keeps its bytes up to the limit. */
  private void value(int first, int newLimit) throws IOException {
    size = 0;
    limit = newLimit;
    tooLarge = false;
    int depth = 0;
    for (int b = first; ; b = read()) {
      boolean closes = b == '}' || b == ']';
      if (depth == 0 && (closes || b == ',')) {
        position--; // after a number or a word
        return;
      }
      keep(b);
      if (b == '"') {
        string();
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (closes) {
        depth--;
      }
      if (depth == 0 && (closes || b == '"')) {
        return;
      }
    }
  }

  /** The rest of a string, after its opening quote. */
  private void string() throws IOException {
    int b;
    do {
      b = read();
      keep(b);
      if (b == '\\') {
        keep(read());
      }
    } while (b != '"');
  }

  private void keep(int b) {
    if (size == limit) {
      tooLarge = true;
      return;
    }
    if (size == kept.length) {
      kept = Arrays.copyOf(kept, size * 2);
    }
    kept[size++] = (byte) b;
  }

  private int afterSpace() throws IOException {
    int b = read();
    while (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
      b = read();
    }
    return b;
  }

  private int read() throws IOException {
    if (position == end) {
      position = 0;
      end = Math.max(0, in.read(buffer));
      if (end == 0) {
        throw new EOFException("it ends within the list");
      }
    }
    return buffer[position++] & 0xff;
  }

  private static void require(int found, int expected) {
    if (found != expected) {
      throw malformed("byte 0x%02x instead of \"%c\"".formatted(found, (char) expected));
    }
  }

  private static BamotfException malformed(String why) {
    return new BamotfException.Malformed(
        "bamotf's answer is not {\"data\":[…]}: %s. Check %s: it may point to another server"
            .formatted(why, Setting.API_URL.key()),
        null,
        null);
  }
}
