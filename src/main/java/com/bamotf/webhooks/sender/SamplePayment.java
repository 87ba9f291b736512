package com.bamotf.webhooks.sender;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** The made-up side of a payment on the blockchain; the same payment intent gives the same. */
final class SamplePayment {

  /** What the payer of a fiat amount sends, whatever the amount is; no rate is meant by it. */
  static final long SATOSHI_FOR_FIAT = 150_000;

  private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

  private SamplePayment() {}

  /** Looks like a SegWit address, but its checksum is wrong, so that nobody can pay to it. */
  static String address(EventBody event) {
    StringBuilder address = new StringBuilder(network(event.mode())).append("1q");
    byte[] hash = sha256("address " + event.paymentIntentId());
    for (int i = 0; i < 32; i++) {
      address.append(BECH32.charAt(hash[i] & 31));
    }
    // A right checksum depends on everything before it; this one does not.
    return address.append("qqqqqq").toString();
  }

  private static String network(String mode) {
    return switch (mode) {
      case "prod" -> "bc";
      case "test" -> "tb";
      default -> "bcrt";
    };
  }

  /** A bitcoin txid, or in mode {@code dev}, as on the server, a UUID. */
  static String transactionId(EventBody event) {
    String seed = "transaction " + event.paymentIntentId();
    return event.mode().equals("dev")
        ? UUID.nameUUIDFromBytes(seed.getBytes(UTF_8)).toString()
        : HexFormat.of().formatHex(sha256(seed));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(
          "This Java runtime has no SHA-256, which every Java platform must have", e);
    }
  }
}
