package com.bamotf.webhooks.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/** A body with the header that npm secure-webhooks 0.3.0 computed for it. */
record SignedFixture(String file, String header) {

  static final String SECRET = "my-secret";
  static final long SIGNED_AT = 1_700_000_000_000L;

  static Stream<SignedFixture> all() {
    return new String(resource("signatures.tsv"), UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .map(columns -> new SignedFixture(columns[0], columns[1]));
  }

  static SignedFixture of(String file) {
    return all().filter(fixture -> fixture.file().equals(file)).findFirst().orElseThrow();
  }

  byte[] body() {
    return resource(file);
  }

  private static byte[] resource(String name) {
    try (InputStream in = SignedFixture.class.getResourceAsStream("/fixtures/" + name)) {
      if (in == null) {
        throw new IllegalStateException("There is no test resource fixtures/" + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
