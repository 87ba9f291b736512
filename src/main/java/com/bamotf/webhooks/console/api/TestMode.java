package com.bamotf.webhooks.console.api;

import com.bamotf.webhooks.config.Settings;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A mode in which test events may be sent.
 *
 * @param quarantined whether this receiver does not accept the mode, so that no handler sees the
 *     event
 */
record TestMode(String name, boolean quarantined) {

  private static final String TEST = "test";
  private static final String PROD = "prod";
  private static final Set<String> KNOWN = Set.of(TEST, "dev", PROD);

  private static final Comparator<TestMode> BEST_FIRST =
      Comparator.comparing(TestMode::quarantined)
          .thenComparing(mode -> mode.name().equals(PROD))
          .thenComparing(mode -> !mode.name().equals(TEST))
          .thenComparing(TestMode::name);

  /** Those that handlers see come first, mode prod last among them. */
  static List<TestMode> all(Settings settings) {
    TreeSet<String> names = new TreeSet<>(KNOWN);
    names.addAll(settings.webhook().modes());
    return names.stream()
        .filter(settings.admin().testEvents()::allows)
        .map(name -> new TestMode(name, !isAccepted(settings.webhook(), name)))
        .sorted(BEST_FIRST)
        .toList();
  }

  private static boolean isAccepted(Settings.Webhook webhook, String mode) {
    return webhook.accepts(mode)
        && webhook.secrets().stream().anyMatch(secret -> secret.maySign(mode));
  }
}
