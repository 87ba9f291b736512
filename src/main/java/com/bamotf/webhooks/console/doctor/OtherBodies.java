package com.bamotf.webhooks.console.doctor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What may have been signed, if the usual mistakes made the received body of it. A body may be
 * large, so each variant is made when it is asked for.
 */
final class OtherBodies {

  record Variant(Mistake mistake, @SuppressWarnings("ArrayRecordComponent") byte[] body) {}

  private static final String BOM = "\uFEFF";

  private final String text;
  private final byte[] body;
  private final List<Supplier<Variant>> variants = new ArrayList<>();

  private OtherBodies(byte[] body) {
    this.body = body;
    this.text = new String(body, UTF_8);
  }

  static Stream<Variant> of(byte[] body) {
    OtherBodies others = new OtherBodies(body);
    others.addMark();
    others.addLineEnds();
    others.addCharsets();
    String text = others.text.startsWith(BOM) ? others.text.substring(1) : others.text;
    others.add(Mistake.BODY_RESERIALISED, () -> CompactJson.of(text));
    return others.variants.stream().map(Supplier::get);
  }

  private void addMark() {
    add(Mistake.BODY_BOM, () -> text.startsWith(BOM) ? text.substring(1) : BOM + text);
  }

  private void addLineEnds() {
    add(Mistake.BODY_LINE_ENDS, this::unix);
    add(Mistake.BODY_LINE_ENDS, () -> unix().replace("\n", "\r\n"));
    add(Mistake.BODY_LINE_ENDS, this::withoutLineEnds);
    add(Mistake.BODY_LINE_ENDS, () -> text + "\n");
    add(Mistake.BODY_LINE_ENDS, () -> text + "\r\n");
  }

  private String unix() {
    return text.replace("\r\n", "\n");
  }

  /** Not by a regular expression, which would look for an end from each line feed. */
  private String withoutLineEnds() {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }

  /** UTF-8 was signed, and then read as another charset; or what arrived is in another one. */
  private void addCharsets() {
    for (Charset charset : charsets()) {
      add(Mistake.BODY_CHARSET, () -> new String(body, charset));
      variants.add(() -> new Variant(Mistake.BODY_CHARSET, text.getBytes(charset)));
    }
    add(Mistake.BODY_CHARSET, () -> new String(body, UTF_16));
  }

  private static List<Charset> charsets() {
    String windows = "windows-1252";
    return Charset.isSupported(windows)
        ? List.of(ISO_8859_1, Charset.forName(windows))
        : List.of(ISO_8859_1);
  }

  private void add(Mistake mistake, Supplier<String> signed) {
    variants.add(() -> new Variant(mistake, signed.get().getBytes(UTF_8)));
  }
}
