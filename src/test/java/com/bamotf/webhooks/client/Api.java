package com.bamotf.webhooks.client;

import com.bamotf.webhooks.config.Secret;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.server.ServerResources;
import com.bamotf.webhooks.telemetry.Telemetry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;

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

  /** Whose timeout for one read is out of the way. */
  public static Settings patient(Settings settings) {
    Settings.Api usual = settings.api();
    return new Settings(
        settings.dataSource(),
        settings.webhook(),
        settings.inbox(),
        settings.dispatch(),
        new Settings.Api(usual.url(), usual.keys(), usual.connectTimeout(), Duration.ofMinutes(5)),
        settings.reconcile(),
        settings.admin());
  }

  public static BamotfClient client(Settings settings) {
    return client(settings, CallLimit.ofCall(settings.api()));
  }

  /** With another limit for a call. */
  public static BamotfClient client(Settings settings, Duration limit) {
    return new BamotfClient(new ApiCalls(settings, limit(settings, limit)), settings);
  }

  static CallLimit limit(Settings settings, Duration limit) {
    ServerResources server =
        new ServerResources(settings) {
          @Override
          public ThreadFactory threadFactory() {
            return Thread::new;
          }
        };
    return new CallLimit(settings, server, new Telemetry().traces(), limit);
  }
}
