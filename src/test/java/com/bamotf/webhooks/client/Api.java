package com.bamotf.webhooks.client;

import com.bamotf.webhooks.config.Secret;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.InboxFixture;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Settings and clients for a bamotf. */
public final class Api {

  static final Duration SILENCE = Duration.ofSeconds(1);

  private Api() {}

  public static Settings settings(URI url, String... keys) {
    return settings(url, InboxFixture.RECONCILE, InboxFixture.SETTINGS.webhook(), keys);
  }

  public static Settings settings(
      URI url, Settings.Reconcile reconcile, Settings.Webhook webhook, String... keys) {
    List<Settings.ApiKey> numbered = new ArrayList<>();
    for (String key : keys) {
      numbered.add(new Settings.ApiKey(numbered.size() + 1, new Secret(key)));
    }
    Settings usual = InboxFixture.SETTINGS;
    return new Settings(
        usual.dataSource(),
        webhook,
        usual.inbox(),
        usual.dispatch(),
        new Settings.Api(url, numbered, Duration.ofSeconds(2), SILENCE),
        reconcile,
        usual.admin());
  }

  public static BamotfClient client(Settings settings) {
    return new BamotfClient(new ApiCalls(settings), settings);
  }
}
