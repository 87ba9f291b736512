package com.bamotf.webhooks.console.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.console.access.Role;
import com.bamotf.webhooks.console.doctor.Diagnosis;
import com.bamotf.webhooks.console.doctor.Doctor;
import com.bamotf.webhooks.console.doctor.Rejection;
import com.bamotf.webhooks.console.doctor.Rejections;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The last refused requests, and the doctor for signatures. */
@Singleton
class RejectionsHandler {

  /** A request with a body of 1 MiB, even if each of its characters is escaped. */
  private static final int MAX_REQUEST = 7 * 1024 * 1024;

  private final Rejections rejections;
  private final Doctor doctor;
  private final int maxBody;
  private final ThisServer server;
  private final Audit audit;
  private final Clock clock;

  /** A pasted body may be large, and is tried in many variants. */
  private final Semaphore diagnosing = new Semaphore(1);

  /** By the ids of the rejections, since the page polls. */
  private final Map<String, String> verdicts = new ConcurrentHashMap<>();

  @Inject
  RejectionsHandler(
      Rejections rejections, Doctor doctor, Settings settings, ThisServer server, Audit audit) {
    this(rejections, doctor, settings, server, audit, Clock.systemUTC());
  }

  RejectionsHandler(
      Rejections rejections,
      Doctor doctor,
      Settings settings,
      ThisServer server,
      Audit audit,
      Clock clock) {
    this.rejections = rejections;
    this.doctor = doctor;
    this.maxBody = settings.webhook().maxBodySize();
    this.server = server;
    this.audit = audit;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "/rejections", Role.VIEWER, this::list),
        new Route("POST", "/verify", Role.VIEWER, this::verify));
  }

  /** A refused request may be a real one with personal data in it. */
  private ApiAnswer list(Call call) throws SQLException {
    List<Rejection> all = rejections.all();
    verdicts.keySet().retainAll(all.stream().map(Rejection::id).collect(Collectors.toSet()));
    boolean bodies = call.caller().seesBodies();
    if (bodies && all.stream().anyMatch(rejection -> rejection.body() != null)) {
      audit.viewed(call.caller(), "viewed rejections", null);
    }
    return ApiAnswer.ok(
        JsonTexts.object()
            .add("server", server.name())
            .add(
                "rejections",
                all.stream()
                    .map(rejection -> json(rejection, bodies))
                    .collect(JsonTexts.toArray())));
  }

  private JsonObjectBuilder json(Rejection rejection, boolean withBody) {
    byte[] body = withBody ? rejection.body() : null;
    return JsonTexts.object()
        .add("id", rejection.id())
        .add("at", rejection.at().toString())
        .add("reason", rejection.reason())
        .add("header", JsonTexts.text(rejection.header()))
        .add("bodyBytes", rejection.bodyBytes())
        .add("body", JsonTexts.text(body == null ? null : new String(body, UTF_8)))
        .add("from", rejection.from())
        .add(
            "verdict",
            verdicts.computeIfAbsent(rejection.id(), id -> diagnose(rejection).explanation()));
  }

  private Diagnosis diagnose(Rejection rejection) {
    byte[] body = rejection.isWhole() ? rejection.body() : null;
    return doctor.diagnose(body, rejection.header(), rejection.at());
  }

  private ApiAnswer verify(Call call) {
    JsonObject json = call.json(MAX_REQUEST);
    if (!diagnosing.tryAcquire()) {
      throw Problem.of(503, "The doctor is examining another request; try again");
    }
    try {
      String id = Call.text(json, "rejection");
      return ApiAnswer.ok(json(id == null ? diagnose(json) : diagnose(find(id))));
    } finally {
      diagnosing.release();
    }
  }

  private Rejection find(String id) {
    return rejections
        .find(id)
        .orElseThrow(() -> Problem.of(404, "This server no longer has the rejection " + id));
  }

  private Diagnosis diagnose(JsonObject json) {
    byte[] body = body(json);
    if (body.length > maxBody) {
      throw Problem.of(
          413,
          "The body has %s bytes; this server accepts webhooks of up to %s bytes"
              .formatted(body.length, maxBody));
    }
    return doctor.diagnose(body, Call.text(json, "header"), at(json));
  }

  private static byte[] body(JsonObject json) {
    String base64 = Call.text(json, "bodyBase64");
    return base64 == null ? utf8(Call.text(json, "body")) : decoded(base64);
  }

  private static byte[] utf8(@Nullable String text) {
    return text == null ? new byte[0] : text.getBytes(UTF_8);
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw Problem.of(400, "\"bodyBase64\" is not Base64");
    }
  }

  private Instant at(JsonObject json) {
    return Parameters.time("at", Call.text(json, "at")).orElseGet(clock::instant);
  }

  private static JsonObjectBuilder json(Diagnosis diagnosis) {
    BigDecimal offset = diagnosis.offsetSeconds();
    JsonObjectBuilder json =
        JsonTexts.object()
            .add("valid", diagnosis.valid())
            .add("mistake", diagnosis.mistake().id())
            .add("explanation", diagnosis.explanation())
            .add("advice", diagnosis.advice())
            .add("signedAt", JsonTexts.text(diagnosis.signedAt()));
    return offset == null ? json.addNull("offsetSeconds") : json.add("offsetSeconds", offset);
  }
}
