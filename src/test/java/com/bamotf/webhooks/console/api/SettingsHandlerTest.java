package com.bamotf.webhooks.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.config.Setting;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

class SettingsHandlerTest {

  @Test
  void listsTheSettings() {
    JsonObject answer = Console.json(new Console().get("/settings"));
    assertThat(answer.getString("version")).isNotBlank();
    assertThat(answer.getJsonArray("settings").getValuesAs(JsonObject.class))
        .anySatisfy(
            setting -> {
              assertThat(setting.getString("name")).isEqualTo("bamotf.webhook.tolerance");
              assertThat(setting.getString("value")).isEqualTo("PT5M");
              assertThat(setting.getString("source")).isEqualTo("default");
              assertThat(setting.getString("description"))
                  .isEqualTo(Setting.WEBHOOK_TOLERANCE.description());
            });
  }
}
