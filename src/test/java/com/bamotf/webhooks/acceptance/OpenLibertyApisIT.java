package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.acceptance.visible.VisibleResource;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which APIs of third parties Open Liberty shows to an application, as docs/servers.md says. */
@Tag("servers")
class OpenLibertyApisIT {

  private static final String OPEN_TELEMETRY = "io.opentelemetry.api.OpenTelemetry";

  @TempDir Path folder;

  @Test
  void hidesThemByDefault() {
    assertThat(visible("mpTelemetry-2.0", "")).isEqualTo("not visible");
  }

  @Test
  void showsThemWhenAsked() {
    String asked = "<classloader apiTypeVisibility=\"+third-party\"/>";
    assertThat(visible("mpTelemetry-2.0", asked)).isEqualTo(OPEN_TELEMETRY);
  }

  @Test
  void showsThoseOfANewerTelemetryUnasked() {
    assertThat(visible("mpTelemetry-2.1", "")).isEqualTo(OPEN_TELEMETRY);
  }

  private String visible(String feature, String classloader) {
    Path archive = folder.resolve("bamotf-webhooks.war");
    ShrinkWrap.create(WebArchive.class)
        .addPackage(VisibleResource.class.getPackage())
        .as(ZipExporter.class)
        .exportTo(archive.toFile());
    try (ServerProcess server =
        OpenLiberty.with(folder, feature, classloader).deploying(archive).start()) {
      return Http.get(server.uriOf("/bamotf-webhooks/visible/" + OPEN_TELEMETRY)).body();
    }
  }
}
