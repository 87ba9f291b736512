package com.bamotf.webhooks.wire;

import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** Turns the bytes of a message into one JSON object, or says why it cannot. Thread-safe. */
final class JsonBody {

  private static final String TRAILING = "The body has more after the JSON object";

  private final JsonProvider provider;
  private final JsonParserFactory parsers;

  JsonBody(JsonProvider provider, JsonParserFactory parsers) {
    this.provider = provider;
    this.parsers = parsers;
  }

  JsonFields read(byte[] body) {
    if (body.length == 0) {
      throw new UnreadableEventException("The body is empty; it must be a JSON object");
    }
    String text = decode(body);
    if (text.startsWith("\ufeff")) {
      throw new UnreadableEventException(
          "The body starts with a byte order mark (EF BB BF); it must start with {");
    }
    return JsonFields.of(parse(text), JsonPath.ROOT);
  }

  private static String decode(byte[] body) {
    ByteBuffer bytes = ByteBuffer.wrap(body);
    // UTF-8 never has more characters than bytes.
    CharBuffer text = CharBuffer.allocate(body.length);
    if (StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true).isError()) {
      throw new UnreadableEventException(
          "The body is not UTF-8: invalid byte at offset " + bytes.position());
    }
    return text.flip().toString();
  }

  private JsonValue parse(String text) {
    try (JsonParser parser = parsers.createParser(new StringReader(text))) {
      JsonValue root = new JsonTreeReader(provider, parser).read();
      requireEnd(parser, text.length());
      return root;
    } catch (UnreadableEventException e) {
      throw e;
    } catch (JsonParsingException e) {
      throw new UnreadableEventException("The body is not valid JSON" + at(e, text.length()), e);
    } catch (RuntimeException e) {
      // Providers report limits of their own by exceptions of no common type.
      throw new UnreadableEventException("The body cannot be read as JSON", e);
    }
  }

  private static void requireEnd(JsonParser parser, int length) {
    boolean more;
    try {
      more = parser.hasNext();
    } catch (JsonParsingException e) {
      throw new UnreadableEventException(TRAILING + at(e, length), e);
    }
    if (more) {
      throw new UnreadableEventException(TRAILING);
    }
  }

  private static String at(JsonParsingException e, int length) {
    JsonLocation location = e.getLocation();
    if (location == null) {
      return "";
    }
    // At the end of the text, providers report an offset of -1 or beyond it.
    return location.getStreamOffset() < 0 || location.getStreamOffset() >= length
        ? ": it ends too early"
        : ": line " + location.getLineNumber() + ", column " + location.getColumnNumber();
  }
}
