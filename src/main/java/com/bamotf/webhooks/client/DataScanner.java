package com.bamotf.webhooks.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.bamotf.webhooks.client.IntentList.Listed;
import com.bamotf.webhooks.config.Setting;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the elements of the list {@code data} out of one JSON object, as bytes, without reading what
 * is in them. So one element at a time is in memory and none beyond its limit, and one that is not
 * readable spoils no other; what is cut out is then read as strictly as a webhook.
 *
 * <p>Not {@code jakarta.json}: its parsers hold a text of whatever length in memory, and end at the
 * first mistake.
 */
final class DataScanner {

  private static final int BUFFER = 16 * 1024;

  /** Long enough for every name of interest. */
  private static final int LONGEST_NAME = 64;

  private final InputStream in;
  private final int maxElement;
  private long index = -1;
  private boolean ended;
  private int ahead;

  DataScanner(InputStream in, int maxElement) {
    this.in = new BufferedInputStream(in, BUFFER);
    this.maxElement = maxElement;
  }

  /** Where the bytes of a value go, as far as they are wanted. */
  private static final class Piece {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final int most;
    private boolean full;

    Piece(int most) {
      this.most = most;
    }

    void add(int b) {
      if (kept.size() < most) {
        kept.write(b);
      } else {
        full = true;
      }
    }
  }

  /**
   * The next element, or empty behind the last one.
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
      ahead = afterSpace();
    } else if (ahead == ',') {
      ahead = afterSpace();
    } else if (ahead != ']') {
      throw malformed("something other than a comma stands between the elements of \"data\"");
    }
    index++;
    if (ahead == ']') {
      ended = true;
      return Optional.empty();
    }
    Piece piece = new Piece(maxElement);
    ahead = value(ahead, piece);
    return Optional.of(new Listed(index, piece.kept.toByteArray(), piece.full));
  }

  private void findList() throws IOException {
    require(afterSpace(), '{');
    int next = afterSpace();
    while (next == '"') {
      Piece name = new Piece(LONGEST_NAME);
      string(name);
      require(afterSpace(), ':');
      next = afterSpace();
      if (name.kept.toString(ISO_8859_1).equals("\"data\"")) {
        require(next, '[');
        return;
      }
      next = value(next, null);
      next = next == ',' ? afterSpace() : next;
    }
    throw malformed("it has no list \"data\"");
  }

  /**
   * Passes over a value that begins with this byte; returns the first byte behind it and spaces.
   */
  private int value(int first, @Nullable Piece piece) throws IOException {
    if (first == '{' || first == '[') {
      nested(first, piece);
      return afterSpace();
    }
    if (first == '"') {
      string(piece);
      return afterSpace();
    }
    int b = first;
    while (b != ',' && b != ']' && b != '}') {
      keep(piece, b);
      b = read();
    }
    return b;
  }

  private void nested(int first, @Nullable Piece piece) throws IOException {
    keep(piece, first);
    int depth = 1;
    while (depth > 0) {
      int b = read();
      if (b == '"') {
        string(piece);
        continue;
      }
      keep(piece, b);
      if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
      }
    }
  }

  /** A string whose opening quote has been read. */
  private void string(@Nullable Piece piece) throws IOException {
    keep(piece, '"');
    int b = read();
    while (b != '"') {
      keep(piece, b);
      if (b == '\\') {
        keep(piece, read());
      }
      b = read();
    }
    keep(piece, b);
  }

  private static void keep(@Nullable Piece piece, int b) {
    if (piece != null) {
      piece.add(b);
    }
  }

  private int afterSpace() throws IOException {
    int b = read();
    while (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
      b = read();
    }
    return b;
  }

  private int read() throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException("it ends in the middle of the list");
    }
    return b;
  }

  private static void require(int found, int expected) {
    if (found != expected) {
      throw malformed(
          "a \"%c\" is missing, where the byte 0x%02x stands".formatted((char) expected, found));
    }
  }

  private static BamotfException malformed(String why) {
    return new BamotfException.Malformed(
        "bamotf's list is not {\"data\":[…]}: %s. Check %s: it may lead to something else"
            .formatted(why, Setting.API_URL.key()),
        null,
        null);
  }
}
