package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.inbox.Bodies;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server's log says if another process, here the test, has its H2 file open. */
@Tag("servers")
class H2InUseIT {

  @TempDir Path folder;

  @Test
  void onOpenLibertyItsFirstAlarmSaysWhatToDoAndItWorksOnceTheFileIsFree() throws SQLException {
    Path file = folder.resolve("inbox");
    try (ServerProcess server = OpenLiberty.onH2(folder).with("bamotf.webhook.secret", "x")) {
      server.withEnvironment("H2_FILE", file.toString());
      whileItIsOpen(file, () -> server.launch().awaitLog("BAMOTF301"));
      String log = server.log();
      assertThat(log).contains("another process has opened the H2 file");
      assertThat(log.substring(0, log.indexOf("BAMOTF301")))
          .containsOnlyOnce("[WARNING ]")
          .doesNotContain("[ERROR", "already in use");
      server.awaitReady();
      assertThat(
              Http.postSigned(server.uri("/webhook"), "x", Bodies.event("pi_1", "succeeded"))
                  .body())
          .isEqualTo("{\"success\":true}");
    }
  }

  /** The WAR's JPA connects before any code of this module. */
  @Test
  void onPayaraTheServersOwnMessageSaysIt() throws SQLException {
    try (ServerProcess server = PayaraMicro.onH2(folder).with("bamotf.webhook.secret", "x")) {
      whileItIsOpen(
          folder.resolve("inbox"),
          () -> server.launch().awaitLog("Database may be already in use"));
      server.awaitLog("ready in");
      assertThat(Http.post(server.uri("/webhook"), new byte[0]).statusCode()).isEqualTo(404);
    }
  }

  private static void whileItIsOpen(Path file, Runnable action) throws SQLException {
    try (Connection other = DriverManager.getConnection("jdbc:h2:" + file, "sa", "")) {
      action.run();
      assertThat(other.isClosed()).isFalse();
    }
  }
}
