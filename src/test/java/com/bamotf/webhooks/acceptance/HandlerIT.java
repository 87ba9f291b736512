package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.inbox.Bodies;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where nothing handles an event, it is not taken for handled. */
class HandlerIT {

  @TempDir Path folder;

  @Test
  void eventsWaitForAHandler() {
    String id = UUID.randomUUID().toString();
    try (ServerProcess server =
        secured(PayaraMicro.onH2(folder)).deploying(withoutLedger()).start()) {
      assertThat(server.log()).contains("BAMOTF406");
      assertThat(Http.postSigned(server.uri("/webhook"), "x", Bodies.event(id, "succeeded")).body())
          .isEqualTo("{\"success\":true}");
    }
    try (ServerProcess server = secured(PayaraMicro.onH2(folder)).start()) {
      awaitPayment(server, id);
    }
  }

  @Test
  void theLedgerNeedsNoEnterpriseBeans() {
    String id = UUID.randomUUID().toString();
    try (ServerProcess server = secured(WildFly.withMicroProfileOnly(folder)).start()) {
      Http.postSigned(server.uri("/webhook"), "x", Bodies.event(id, "succeeded"));
      awaitPayment(server, id);
    }
  }

  /** A handler that is an enterprise bean would be no bean at all there, and never be called. */
  @Test
  void aServerWithoutEnterpriseBeansIsRefusedWhereNothingHandlesEvents() {
    try (ServerProcess server =
        secured(WildFly.withMicroProfileOnly(folder)).deploying(withoutLedger()).launch()) {
      server.awaitLog("this server has no Jakarta Enterprise Beans");
      server.awaitLog("WFLYSRV0026"); // started with errors
      assertThat(Http.post(server.uri("/webhook"), new byte[0]).statusCode()).isEqualTo(404);
    }
  }

  private static void awaitPayment(ServerProcess server, String id) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Http.get(server.uri("/api/payments/" + id)).statusCode() == 200);
  }

  private static ServerProcess secured(ServerProcess server) {
    return server.with("bamotf.webhook.secret", "x");
  }

  private Path withoutLedger() {
    File war = new File(ServerProcess.required("bamotf.war"));
    WebArchive archive = ShrinkWrap.createFromZipFile(WebArchive.class, war);
    archive.delete("/WEB-INF/classes/com/bamotf/webhooks/ledger");
    archive.delete("/WEB-INF/classes/META-INF/persistence.xml");
    Path file = folder.resolve("bamotf-webhooks.war");
    archive.as(ZipExporter.class).exportTo(file.toFile());
    return file;
  }
}
