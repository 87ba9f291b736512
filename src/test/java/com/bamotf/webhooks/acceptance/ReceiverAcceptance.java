package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.inbox.Bodies;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the WAR does over HTTP on a real server, whatever its database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReceiverAcceptance implements TakenWebhooks, RefusedWebhooks, ClosedDoors {

  @TempDir static Path folder;

  private ServerProcess server;

  /** A server on an empty database that is not started yet. */
  abstract ServerProcess newServer(Path folder);

  @BeforeAll
  void start() {
    // Ten years: the fixtures were signed in 2023, and 1970 is still too old.
    server =
        newServer(folder)
            .with("bamotf.webhook.secret", SECRET)
            .with("bamotf.webhook.secret.2.file", secretFile().toString())
            .with("bamotf.webhook.secret.3", TEST_SECRET)
            .with("bamotf.webhook.secret.3.modes", "test")
            .with("bamotf.webhook.tolerance", "P3650D")
            .with("bamotf.inbox.retention", "P7300D")
            .with("bamotf.webhook.max-body-size", "64 KiB")
            .start();
    ServerReport.write(getClass(), server);
  }

  private static Path secretFile() {
    try {
      return Files.writeString(folder.resolve("secret.txt"), "the, other one\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  public final ServerProcess server() {
    return server;
  }

  @Override
  public final Path folder() {
    return folder;
  }

  final String log() {
    return server.log();
  }

  @Test
  void isReadyOrSaysThatTheServerHasNoHealth() {
    if (server.readiness().isEmpty()) {
      assertThat(log()).contains("BAMOTF103").contains("MicroProfile Health");
      return;
    }
    assertThat(log()).doesNotContain("MicroProfile Health, so");
    JsonObject inbox = awaitReadinessOfInbox();
    JsonObject data = inbox.getJsonObject("data");
    JsonObject ours = Json.createObjectBuilder(data).remove("context").build(); // GlassFish adds it
    assertThat(ours).isEqualTo(Json.createObjectBuilder().add("state", "ok").build());
  }

  private JsonObject awaitReadinessOfInbox() {
    return Waiting.await()
        .until(
            () ->
                Http.json(Http.get(server.readiness().orElseThrow()))
                    .getJsonArray("checks")
                    .getValuesAs(JsonObject.class)
                    .stream()
                    .filter(check -> check.getString("name").equals("bamotf-inbox"))
                    .filter(check -> check.getString("status").equals("UP"))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  @Test
  void aKilledServerShowsEachAcknowledgedPaymentOnce() {
    String id = UUID.randomUUID().toString();
    HttpResponse<String> response =
        Http.postSigned(server.uri("/webhook"), SECRET, Bodies.event(id, "succeeded"));
    server.kill();
    assertThat(response.body()).isEqualTo(SUCCESS);
    server.start();
    awaitPayment(id, "succeeded");
    JsonObject list = Http.json(Http.get(server.uri("/api/payments?limit=500")));
    assertThat(list.getJsonArray("data").stream().map(each -> each.asJsonObject().getString("id")))
        .containsOnlyOnce(id);
  }
}
