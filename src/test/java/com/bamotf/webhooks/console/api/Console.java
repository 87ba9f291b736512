package com.bamotf.webhooks.console.api;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.config.WebhookSecret;
import com.bamotf.webhooks.console.TestClock;
import com.bamotf.webhooks.console.TestRequest;
import com.bamotf.webhooks.console.TestResponse;
import com.bamotf.webhooks.console.TestSettings;
import com.bamotf.webhooks.console.access.Accesses;
import com.bamotf.webhooks.console.doctor.Diagnosis;
import com.bamotf.webhooks.console.doctor.Doctor;
import com.bamotf.webhooks.console.doctor.Rejections;
import com.bamotf.webhooks.console.doctor.TestRejections;
import com.bamotf.webhooks.reconcile.AccountStatus;
import com.bamotf.webhooks.reconcile.ReconcilePreview;
import com.bamotf.webhooks.reconcile.Reconciliation;
import com.bamotf.webhooks.sender.Attempt;
import com.bamotf.webhooks.telemetry.Telemetry;
import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The API with a made-up inbox, wired as by the container. Bearer tokens are configured. */
public final class Console {

  static final Instant TIME = Instant.parse("2026-11-28T12:00:00Z");

  final TestClock clock = new TestClock();
  final FakeInbox inbox = new FakeInbox();
  final FakeJobs jobs = new FakeJobs();
  final FakeClient bamotf = new FakeClient();
  final FakeAudit log = new FakeAudit();
  final Rejections rejections = TestRejections.create(clock);
  final List<String> posted = new ArrayList<>();
  final List<String> signedBy = new ArrayList<>();
  final List<AccountStatus> accounts = new ArrayList<>();
  final List<ReconcilePreview> previews = new ArrayList<>();
  Runnable whilePreviewing = () -> {};
  Runnable whileDiagnosing = () -> {};
  public final Accesses accesses;
  final Routes routes;
  public final Api api;
  public final ThisServer server = new Server();
  boolean active;
  public boolean ledger;
  boolean takesRequests = true;
  boolean databaseAway;
  final Telemetry telemetry = new Telemetry();
  final List<String> problems = new ArrayList<>();
  Attempt attempt = new Attempt.Answered(200, "{\"success\":true}");
  String authorization = "Bearer " + TestSettings.TOKEN;

  Console() {
    this(TestSettings.tokens());
  }

  public Console(Settings settings) {
    accesses = new Accesses(settings, clock);
    Audit audit = new Audit(log, clock);
    Reconciliation reconciliation = new FakeReconciliation();
    routes =
        new Routes(
            new SessionHandler(accesses.signIn, settings, server, audit),
            new EntriesHandler(inbox, log, audit),
            new RequeueHandler(inbox, jobs, audit),
            new SummaryHandler(inbox, reconciliation, rejections, server),
            new RejectionsHandler(
                rejections, new FakeDoctor(settings), settings, server, audit, clock),
            new TestEventsHandler(settings, audit, this::post),
            new ReconcileHandler(reconciliation, audit),
            new IntentHandler(bamotf, audit),
            new SettingsHandler(server),
            new MetricsHandler(telemetry, inbox, reconciliation, server, settings));
    api = new Api(accesses.access, routes);
  }

  /** Of the caller with the token in {@link #authorization}, if there is one. */
  ApiAnswer answer(TestRequest request, String path) {
    if (authorization != null) {
      request.with("Authorization", authorization);
    }
    return api.answer(request.build(), path);
  }

  ApiAnswer get(String path, String... parameters) {
    TestRequest request = TestRequest.get(path);
    for (int i = 0; i < parameters.length; i += 2) {
      request.parameter(parameters[i], parameters[i + 1]);
    }
    return answer(request, path);
  }

  ApiAnswer post(String path, String json) {
    return answer(TestRequest.post(path, json), path);
  }

  static JsonObject json(ApiAnswer answer) {
    return TestResponse.json(text(answer));
  }

  static String text(ApiAnswer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  static String detail(ApiAnswer answer) {
    return json(answer).getString("detail");
  }

  private Attempt post(URI endpoint, WebhookSecret secret, byte[] body) {
    signedBy.add(secret.name());
    posted.add(endpoint + " " + new String(body, StandardCharsets.UTF_8));
    return attempt;
  }

  private final class Server extends ThisServer {
    private Server() {
      super(null, null, null);
    }

    @Override
    String name() {
      return "here";
    }

    @Override
    public boolean hasLedger() {
      return ledger;
    }

    @Override
    String database() {
      return "H2 2.2";
    }

    @Override
    List<String> problems() {
      return problems;
    }

    @Override
    boolean isDatabaseAway() {
      return databaseAway;
    }

    @Override
    boolean takesRequests() {
      return takesRequests;
    }
  }

  private final class FakeDoctor extends Doctor {
    private FakeDoctor(Settings settings) {
      super(settings);
    }

    @Override
    public Diagnosis diagnose(byte[] body, String header, Instant at) {
      whileDiagnosing.run();
      return super.diagnose(body, header, at);
    }
  }

  private final class FakeReconciliation extends Reconciliation {
    @Override
    public boolean isActive() {
      return active;
    }

    @Override
    public List<AccountStatus> status() throws SQLException {
      inbox.requireThere();
      return accounts;
    }

    @Override
    public List<ReconcilePreview> preview() {
      whilePreviewing.run();
      return previews;
    }

    @Override
    public Instant runNow() {
      return TIME;
    }
  }
}
