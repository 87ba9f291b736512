package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.acceptance.failing.AlwaysFails;
import com.bamotf.webhooks.acceptance.refused.NeverCalled;
import com.bamotf.webhooks.inbox.Bodies;
import java.io.File;
import java.nio.file.Path;
import java.util.UUID;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
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

  @Test
  void observersThatWouldLoseEventsAreRefusedOnPayara() {
    assertRefused(PayaraMicro.onH2(folder), "ready in");
  }

  @Test
  @Tag("servers")
  void observersThatWouldLoseEventsAreRefusedOnWildFly() {
    assertRefused(WildFly.asItComes(folder), "WFLYSRV0026");
  }

  private void assertRefused(ServerProcess server, String started) {
    try (ServerProcess refusing =
        secured(server).deploying(with(NeverCalled.class.getPackage())).launch()) {
      refusing.awaitLog(started);
      assertThat(refusing.log())
          .contains("NeverCalled.later would lose events")
          .contains("NeverCalled.ifThere would lose events")
          .contains("CalledLater.whenever would lose events");
      assertThat(Http.post(refusing.uri("/webhook"), new byte[0]).statusCode()).isEqualTo(404);
    }
  }

  /** The class of the exceptions of enterprise beans is not there either. */
  @Test
  void aFailureIsCountedOnAServerWithoutEnterpriseBeans() {
    try (ServerProcess server =
        secured(WildFly.withMicroProfileOnly(folder))
            .with("bamotf.dispatch.max-attempts", "2")
            .with("bamotf.dispatch.backoff", "PT0.05S")
            .deploying(with(AlwaysFails.class.getPackage()))
            .start()) {
      String event = Bodies.event(UUID.randomUUID().toString(), "succeeded");
      Http.postSigned(server.uri("/webhook"), "x", event);
      server.awaitLog("BAMOTF402");
      assertThat(server.log()).contains("BAMOTF401").doesNotContain("BAMOTF404");
    }
  }

  private static void awaitPayment(ServerProcess server, String id) {
    Waiting.await().until(() -> Http.get(server.uri("/api/payments/" + id)).statusCode() == 200);
  }

  private static ServerProcess secured(ServerProcess server) {
    return server.with("bamotf.webhook.secret", "x");
  }

  private Path withoutLedger() {
    return written(archiveWithoutLedger());
  }

  private Path with(Package handlers) {
    return written(archiveWithoutLedger().addPackage(handlers));
  }

  private static WebArchive archiveWithoutLedger() {
    File war = new File(ServerProcess.required("bamotf.war"));
    WebArchive archive = ShrinkWrap.createFromZipFile(WebArchive.class, war);
    archive.delete("/WEB-INF/classes/com/bamotf/webhooks/war/ledger");
    archive.delete("/WEB-INF/classes/META-INF/persistence.xml");
    return archive;
  }

  private Path written(WebArchive archive) {
    Path file = folder.resolve("bamotf-webhooks.war");
    archive.as(ZipExporter.class).exportTo(file.toFile());
    return file;
  }
}
