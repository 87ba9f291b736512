package com.bamotf.webhooks.console.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bamotf.webhooks.config.Secret;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/** What a secret becomes by the usual mistakes, made on either side. */
final class OtherSecrets {

  record Variant(Mistake mistake, @SuppressWarnings("ArrayRecordComponent") byte[] key) {}

  private static final String SVIX_PREFIX = "whsec_";

  private final String secret;
  private final List<Variant> variants = new ArrayList<>();

  private OtherSecrets(String secret) {
    this.secret = secret;
  }

  static List<Variant> of(Secret secret) {
    OtherSecrets others = new OtherSecrets(secret.text());
    others.addLineEnds();
    others.addSpaces();
    others.addQuotes();
    others.addEncodings();
    return others.variants;
  }

  private void addLineEnds() {
    add(Mistake.SECRET_NEWLINE, secret + "\n");
    add(Mistake.SECRET_NEWLINE, secret + "\r\n");
    add(Mistake.SECRET_NEWLINE, secret.replaceFirst("[\\r\\n]+$", ""));
  }

  private void addSpaces() {
    add(Mistake.SECRET_WHITESPACE, secret + " ");
    add(Mistake.SECRET_WHITESPACE, " " + secret);
    add(Mistake.SECRET_WHITESPACE, " " + secret + " ");
    add(Mistake.SECRET_WHITESPACE, secret + "\t");
    add(Mistake.SECRET_WHITESPACE, secret.strip());
  }

  private void addQuotes() {
    for (String quote : List.of("\"", "'")) {
      add(Mistake.SECRET_QUOTES, quote + secret + quote);
      if (secret.length() > 2 && secret.startsWith(quote) && secret.endsWith(quote)) {
        add(Mistake.SECRET_QUOTES, secret.substring(1, secret.length() - 1));
      }
    }
  }

  private void addEncodings() {
    byte[] bytes = secret.getBytes(UTF_8);
    String text = secret.startsWith(SVIX_PREFIX) ? secret.substring(SVIX_PREFIX.length()) : secret;
    addDecoded(Mistake.SECRET_HEX, () -> HexFormat.of().parseHex(text));
    addDecoded(Mistake.SECRET_BASE64, () -> Base64.getDecoder().decode(text));
    addDecoded(Mistake.SECRET_BASE64, () -> Base64.getUrlDecoder().decode(text));
    add(Mistake.SECRET_HEX, HexFormat.of().formatHex(bytes));
    add(Mistake.SECRET_BASE64, Base64.getEncoder().encodeToString(bytes));
    add(Mistake.SECRET_BASE64, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private void add(Mistake mistake, String key) {
    variants.add(new Variant(mistake, key.getBytes(UTF_8)));
  }

  private void addDecoded(Mistake mistake, Supplier<byte[]> key) {
    try {
      variants.add(new Variant(mistake, key.get()));
    } catch (IllegalArgumentException e) {
      // It is not of that form, so nobody decoded it.
    }
  }
}
