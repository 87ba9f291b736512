package com.bamotf.webhooks.console.api;

import com.bamotf.webhooks.config.EffectiveSetting;
import com.bamotf.webhooks.console.access.Role;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** The settings in effect, without secrets. */
@Singleton
class SettingsHandler {

  private final ThisServer server;

  @Inject
  SettingsHandler(ThisServer server) {
    this.server = server;
  }

  List<Route> routes() {
    return List.of(new Route("GET", "/settings", Role.VIEWER, call -> settings()));
  }

  private ApiAnswer settings() {
    return ApiAnswer.ok(
        JsonTexts.object()
            .add("version", server.version())
            .add(
                "settings",
                EffectiveSetting.all().stream()
                    .map(SettingsHandler::json)
                    .collect(JsonTexts.toArray())));
  }

  private static JsonObjectBuilder json(EffectiveSetting setting) {
    return JsonTexts.object()
        .add("name", setting.name())
        .add("value", JsonTexts.text(setting.value()))
        .add("source", setting.source())
        .add("description", setting.description());
  }
}
