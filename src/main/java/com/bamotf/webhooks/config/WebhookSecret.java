package com.bamotf.webhooks.config;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A secret that bamotf signs with, and what it may sign.
 *
 * @param name the setting that holds it, such as {@code bamotf.webhook.secret.2}
 * @param modes the modes of payment intents that it may sign; empty allows every mode
 * @param account the id of the only bamotf account that it may sign for; empty allows every account
 */
public record WebhookSecret(
    String name, Secret secret, Set<String> modes, Optional<String> account) {

  private static final char SEPARATOR = '#';

  public WebhookSecret {
    modes = Set.copyOf(modes);
  }

  /** Its name and its fingerprint, so that it differs from a later secret in the same setting. */
  public String id() {
    return name + SEPARATOR + secret.fingerprint();
  }

  /** Whether this secret had the {@link #id}, in whichever setting it was. */
  public boolean had(String id) {
    return id.endsWith(SEPARATOR + secret.fingerprint());
  }

  /** The {@link #name} in an {@link #id}; null in null, which nothing signed. */
  public static @Nullable String nameIn(@Nullable String id) {
    if (id == null) {
      return null;
    }
    int end = id.indexOf(SEPARATOR);
    return end < 0 ? id : id.substring(0, end);
  }

  /**
   * Why it must not sign for such a payment intent; null if it may.
   *
   * @param accountId null if the payment intent has none, which no secret for one account may sign
   */
  public @Nullable String objection(String mode, @Nullable String accountId) {
    if (!maySign(mode)) {
      return "It is signed with %1$s, which must not sign mode \"%2$s\"; %1$s.modes allows %3$s"
          .formatted(name, mode, modes);
    }
    if (account.isPresent() && !account.get().equals(accountId)) {
      return "It is signed with %1$s, which must not sign for %2$s; %1$s.account allows %3$s"
          .formatted(
              name,
              accountId == null ? "no account" : "account \"" + accountId + '"',
              account.get());
    }
    return null;
  }

  /** Whether it may sign for payment intents of this mode, of some account. */
  public boolean maySign(String mode) {
    return modes.isEmpty() || modes.contains(mode);
  }

  boolean isBound() {
    return !modes.isEmpty() || account.isPresent();
  }

  /** Whether the other one is the same secret but may sign something else. */
  boolean contradicts(WebhookSecret other) {
    return MessageDigest.isEqual(secret.utf8(), other.secret.utf8())
        && !(modes.equals(other.modes) && account.equals(other.account));
  }
}
