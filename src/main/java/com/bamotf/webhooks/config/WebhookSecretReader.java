package com.bamotf.webhooks.config;

import static com.bamotf.webhooks.config.Setting.WEBHOOK_MODES;
import static com.bamotf.webhooks.config.Setting.WEBHOOK_SECRET;
import static com.bamotf.webhooks.config.Setting.WEBHOOK_SECRET_ACCOUNT;
import static com.bamotf.webhooks.config.Setting.WEBHOOK_SECRET_MODES;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the webhook secrets and what each of them may sign. Not thread-safe. */
final class WebhookSecretReader {

  /** The name that bamotf's guide uses, an environment variable. */
  static final String GUIDE_SECRET = "WEBHOOK_SECRET";

  static final String MODES = ".modes";
  static final String ACCOUNT = ".account";

  private final SecretReader reader;
  private final ValueReader values;

  WebhookSecretReader(SecretReader reader, ValueReader values) {
    this.reader = reader;
    this.values = values;
  }

  /**
   * @param acceptedModes empty if every mode is accepted
   */
  List<WebhookSecret> read(Set<String> acceptedModes) {
    int problems = values.problems().size();
    Map<Integer, Secret> given = reader.secrets(WEBHOOK_SECRET);
    if (!given.containsKey(1)) {
      reader.secret(GUIDE_SECRET).ifPresent(secret -> given.put(1, secret));
    }
    if (values.problems().size() > problems) {
      return List.of();
    }
    if (given.isEmpty()) {
      values.addProblem(
          "no webhook secret is configured, so no request can be verified. Set bamotf.webhook.secret (MicroProfile Config, or the environment variable BAMOTF_WEBHOOK_SECRET) or the environment variable WEBHOOK_SECRET to the secret that the bamotf server signs with");
    }
    List<WebhookSecret> secrets = new ArrayList<>();
    for (int i = 1; i <= SecretReader.MAX_NUMBER; i++) {
      add(SecretReader.numbered(WEBHOOK_SECRET, i), given.get(i), acceptedModes, secrets);
    }
    return List.copyOf(secrets);
  }

  private void add(
      String name, @Nullable Secret value, Set<String> accepted, List<WebhookSecret> secrets) {
    Set<String> modes =
        values
            .optional(name + MODES, WEBHOOK_SECRET_MODES, WebhookSecretReader::modes)
            .orElse(Set.of());
    Optional<String> account =
        values.optional(name + ACCOUNT, WEBHOOK_SECRET_ACCOUNT, text -> text);
    if (!accepted.isEmpty() && !accepted.containsAll(modes)) {
      values.addProblem(
          "%s is %s, but %s accepts only %s; add what is missing there, or remove it here"
              .formatted(name + MODES, modes, WEBHOOK_MODES.key(), accepted));
    }
    if (value == null) {
      if (!modes.isEmpty() || account.isPresent()) {
        values.addProblem(
            "%s or %s is set, but there is no secret %s"
                .formatted(name + MODES, name + ACCOUNT, name));
      }
      return;
    }
    WebhookSecret secret = new WebhookSecret(name, value, modes, account);
    for (WebhookSecret other : secrets) {
      if (secret.contradicts(other)) {
        values.addProblem(
            "%s and %s are the same secret, but may sign different modes or accounts; give both the same, or remove one of them"
                .formatted(other.name(), name));
      }
    }
    secrets.add(secret);
  }

  /** Returns a warning if one of several secrets may sign whatever another may. */
  static Optional<String> warning(List<WebhookSecret> secrets) {
    List<String> unbound =
        secrets.stream().filter(secret -> !secret.isBound()).map(WebhookSecret::name).toList();
    if (secrets.size() < 2 || unbound.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "%s of %s webhook secrets may sign for every accepted mode and every account: %s. If they belong to one endpoint, because its secret is being replaced, remove the old one afterwards. If they belong to several endpoints, whoever knows one of them can forge the events of the others: set %s or %s, and the same for each numbered secret, to what its endpoint sends"
            .formatted(
                unbound.size(),
                secrets.size(),
                String.join(", ", unbound),
                WEBHOOK_SECRET_MODES.key(),
                WEBHOOK_SECRET_ACCOUNT.key()));
  }

  /** The listed modes; none stands for all. */
  static Set<String> modes(String text) {
    Set<String> modes = ValueReader.names(text);
    if (modes.equals(Set.of("all"))) {
      return Set.of();
    }
    return ValueReader.require(modes, each -> !each.isEmpty() && !each.contains("all"));
  }
}
