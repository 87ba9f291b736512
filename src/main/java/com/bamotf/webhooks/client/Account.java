package com.bamotf.webhooks.client;

import com.bamotf.webhooks.config.Settings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * An account and mode of a bamotf server, identified by an API key.
 *
 * @param number the key's number in the settings
 * @param id the same on every server with this key: 64 bits of a digest of URL and key, which do
 *     not reveal the key
 * @param authorization the header's value; a secret
 */
public record Account(int number, String id, String authorization) {

  private static final int ID_LENGTH = 16;

  /** The configured accounts in ascending order of their numbers. */
  public static List<Account> all(Settings settings) {
    URI url = settings.api().url();
    return settings.api().keys().stream().map(key -> of(url, key)).toList();
  }

  private static Account of(URI url, Settings.ApiKey key) {
    String secret = key.secret().text();
    return new Account(key.number(), digest(url + "\n" + secret), "Bearer " + secret);
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, ID_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "account " + number;
  }
}
