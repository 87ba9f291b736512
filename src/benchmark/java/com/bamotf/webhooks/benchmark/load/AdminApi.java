package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.acceptance.Http;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** The console's API of a running server, with an operator's token. */
final class AdminApi {

  /** As often as the console's page asks for the progress of a job. */
  private static final Duration PAUSE = Duration.ofMillis(700);

  private static final String[] HEADERS = {
    "Authorization", "Bearer " + OurReceiver.ADMIN_TOKEN, "Content-Type", "application/json"
  };

  private final URI receiver;

  AdminApi(Receiver receiver) {
    this.receiver = receiver.uri();
  }

  /**
   * @param path from the server's root
   * @throws IOException if the answer is not 200
   */
  JsonObject get(String path) throws IOException {
    return answer(Http.get(receiver.resolve(path), HEADERS), 200);
  }

  /**
   * @param path below the admin API
   * @throws IOException if the answer has another status
   */
  JsonObject post(String path, JsonObject body, int status) throws IOException {
    byte[] json = body.toString().getBytes(StandardCharsets.UTF_8);
    return answer(Http.post(receiver.resolve("/bamotf/api/admin/" + path), json, HEADERS), status);
  }

  private static JsonObject answer(HttpResponse<String> response, int status) throws IOException {
    if (response.statusCode() != status) {
      throw new IOException(
          "%s was answered %s: %s"
              .formatted(response.uri(), response.statusCode(), response.body()));
    }
    return Http.json(response);
  }

  /**
   * Requeues what was abandoned as the console's page does: a dry run, then a job, which it awaits.
   *
   * @throws IllegalStateException if not exactly this many are counted and requeued
   */
  void requeueAbandoned(int expected) throws IOException {
    JsonObject filter = Json.createObjectBuilder().add("status", "ABANDONED").build();
    JsonObject plan =
        post(
            "entries/requeue",
            Json.createObjectBuilder().add("filter", filter).add("dryRun", true).build(),
            200);
    require(plan, Map.of("count", expected, "conflicts", 0));
    JsonObject job =
        post(
            "entries/requeue",
            Json.createObjectBuilder()
                .add("filter", filter)
                .add("upTo", plan.get("upTo"))
                .add("asOf", plan.get("asOf"))
                .add("reason", "benchmark")
                .build(),
            202);
    String path = "/bamotf/api/admin/jobs/" + job.getString("id");
    JsonObject ended =
        Awaitility.await()
            .atMost(Duration.ofMinutes(10))
            .pollInterval(PAUSE)
            .until(() -> get(path), each -> !each.getString("state").equals("running"));
    if (!ended.getString("state").equals("done")) {
      throw new IllegalStateException("The job did not end well: " + ended);
    }
    require(ended, Map.of("done", expected, "refused", 0, "total", expected));
  }

  private static void require(JsonObject json, Map<String, Integer> numbers) {
    numbers.forEach(
        (name, number) -> {
          if (json.getInt(name) != number) {
            throw new IllegalStateException(
                "\"%s\" should be %s in %s".formatted(name, number, json));
          }
        });
  }
}
