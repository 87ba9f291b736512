package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.inbox.Bodies;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is started again while the database is away has the receiver all the same: after a
 * power cut, nobody knows which of the two is up first (P8).
 */
class OutageAtStartIT {

  private static final String DATABASE = "outage";

  @TempDir Path folder;

  @Test
  void preparedPayaraMicro() {
    takesEventsAfterAnOutageAtItsStart(PreparedPayaraMicro::onPostgres);
  }

  @Test
  @Tag("servers")
  void preparedPayaraMicro7() {
    takesEventsAfterAnOutageAtItsStart(PreparedPayaraMicro.of(Installation.PAYARA_MICRO_7));
  }

  @Test
  @Tag("servers")
  void wildFly() {
    takesEventsAfterAnOutageAtItsStart(WildFly::onPostgres);
  }

  @Test
  @Tag("servers")
  void wildFlyPreview() {
    takesEventsAfterAnOutageAtItsStart(WildFly.of(Installation.WILDFLY_PREVIEW));
  }

  @Test
  @Tag("servers")
  void payaraServer() {
    takesEventsAfterAnOutageAtItsStart(DomainServer::payaraOnPostgres);
  }

  @Test
  @Tag("servers")
  void payaraServer7() {
    takesEventsAfterAnOutageAtItsStart(DomainServer.payara(Installation.PAYARA_SERVER_7));
  }

  @Test
  @Tag("servers")
  void glassFish() {
    takesEventsAfterAnOutageAtItsStart(DomainServer::glassFishOnPostgres);
  }

  @Test
  @Tag("servers")
  void glassFish8() {
    takesEventsAfterAnOutageAtItsStart(DomainServer.glassFish(Installation.GLASSFISH_8));
  }

  @Test
  @Tag("servers")
  void openLiberty() {
    takesEventsAfterAnOutageAtItsStart(OpenLiberty::onPostgres);
  }

  @Test
  @Tag("servers")
  void openLiberty26() {
    takesEventsAfterAnOutageAtItsStart(OpenLiberty.of(Installation.OPEN_LIBERTY_26));
  }

  @Test
  @Tag("servers")
  void openLiberty26Ee11() {
    takesEventsAfterAnOutageAtItsStart(OpenLiberty.of(Installation.OPEN_LIBERTY_26_EE_11));
  }

  private void takesEventsAfterAnOutageAtItsStart(ServerProcess.OnPostgres kind) {
    try (Postgres postgres = new Postgres()) {
      postgres.createDatabase(DATABASE);
      PostgresOutage outage = new PostgresOutage(postgres);
      try (ServerProcess server = kind.server(folder, postgres, DATABASE)) {
        server
            .with("bamotf.webhook.secret", Load.SECRET)
            .with("bamotf.inbox.store-patience", "PT1S")
            .start()
            .kill();
        outage.stop();
        server.start();
        String id = UUID.randomUUID().toString();
        String body = Bodies.event(id, "succeeded");
        HttpResponse<String> response = Http.postSigned(server.uri("/webhook"), Load.SECRET, body);
        assertThat(response.statusCode()).as("held for its patience").isEqualTo(503);
        assertThat(Http.postSigned(server.uri("/webhook"), "forged", body).statusCode())
            .isEqualTo(401);
        outage.start();
        await(server, id, body);
      }
    }
  }

  private static void await(ServerProcess server, String id, String body) {
    Waiting.await()
        .until(
            () -> Http.postSigned(server.uri("/webhook"), Load.SECRET, body).statusCode() == 200);
    Waiting.await().until(() -> Http.get(server.uri("/api/payments/" + id)).statusCode() == 200);
  }
}
