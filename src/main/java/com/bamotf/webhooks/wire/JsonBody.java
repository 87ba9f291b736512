package com.bamotf.webhooks.wire;

import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.CharArrayReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** Turns the bytes of a message into one JSON object, or says why they are none. */
final class JsonBody {

  private static final String BEHIND =
      "Something stands behind the JSON object; the body must be one JSON object and nothing else";

  private final JsonParserFactory parsers;

  JsonBody(JsonParserFactory parsers) {
    this.parsers = parsers;
  }

  JsonFields read(byte[] body) {
    if (body.length == 0) {
      throw new UnreadableEventException("The body is empty; it must be one JSON object");
    }
    CharBuffer text = decode(body);
    if (text.get(0) == '\ufeff') {
      throw new UnreadableEventException(
          "The body starts with a byte order mark (EF BB BF); it must start with {");
    }
    return JsonFields.of(parse(text), JsonPath.ROOT);
  }

  private static CharBuffer decode(byte[] body) {
    ByteBuffer bytes = ByteBuffer.wrap(body);
    // UTF-8 never has more characters than bytes.
    CharBuffer text = CharBuffer.allocate(body.length);
    if (StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true).isError()) {
      throw new UnreadableEventException(
          "The body is not UTF-8: the byte at offset " + bytes.position() + " is invalid there");
    }
    return text.flip();
  }

  private JsonNode parse(CharBuffer text) {
    var reader = new CharArrayReader(text.array(), 0, text.limit());
    try (JsonParser parser = parsers.createParser(reader)) {
      JsonNode root = new JsonTreeReader(parser).read();
      requireEnd(parser, text.limit());
      return root;
    } catch (UnreadableEventException e) {
      throw e;
    } catch (JsonParsingException e) {
      throw new UnreadableEventException("The body is not valid JSON" + at(e, text.limit()), e);
    } catch (RuntimeException e) {
      // Providers have limits of their own and report them by exceptions of no common type.
      throw new UnreadableEventException("The body is not readable as JSON", e);
    }
  }

  private static void requireEnd(JsonParser parser, int length) {
    boolean more;
    try {
      more = parser.hasNext();
    } catch (JsonParsingException e) {
      throw new UnreadableEventException(BEHIND + at(e, length), e);
    }
    if (more) {
      throw new UnreadableEventException(BEHIND);
    }
  }

  /** At the end of the text, providers name a place far behind it. */
  private static String at(JsonParsingException e, int length) {
    JsonLocation location = e.getLocation();
    if (location == null) {
      return "";
    }
    return location.getStreamOffset() < 0 || location.getStreamOffset() >= length
        ? ": it ends too early"
        : ": line " + location.getLineNumber() + ", column " + location.getColumnNumber();
  }
}
