package com.bamotf.webhooks.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The bodies that a bamotf server really sends, byte for byte. */
public final class Fixtures {

  public static final List<String> ALL =
      List.of(
          "canceled.json",
          "largest-amount.json",
          "pending.json",
          "processing-btc.json",
          "processing-with-later-status.json",
          "succeeded-btc.json",
          "succeeded-fiat-two-transactions.json",
          "unknown-event.json",
          "unknown-fields-and-currency.json");

  private Fixtures() {}

  /**
   * Each file's name with the header that the real library computed for it (secret {@code
   * my-secret}).
   */
  public static Stream<Arguments> signatures() {
    return new String(bytes("signatures.tsv"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(line -> Arguments.of((Object[]) line.split("\t")));
  }

  public static byte[] bytes(String name) {
    try (InputStream in = Fixtures.class.getResourceAsStream("/fixtures/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no fixture " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
