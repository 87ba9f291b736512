package com.bamotf.webhooks.console.api;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.console.access.Caller;
import com.bamotf.webhooks.console.access.Role;
import com.bamotf.webhooks.console.access.SignIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who the caller is; signing in and out. */
@Singleton
class SessionHandler {

  /** A path that fits into a cookie. */
  private static final Pattern COOKIE_PATH = Pattern.compile("/[A-Za-z0-9/._~%-]{0,200}");

  private final SignIn signIn;
  private final Settings settings;
  private final ThisServer server;
  private final Audit audit;

  @Inject
  SessionHandler(SignIn signIn, Settings settings, ThisServer server, Audit audit) {
    this.signIn = signIn;
    this.settings = settings;
    this.server = server;
    this.audit = audit;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "/session", null, call -> ApiAnswer.ok(json(call.caller()))),
        new Route("POST", "/session", null, this::signIn),
        new Route("DELETE", "/session", Role.VIEWER, this::signOut));
  }

  private ApiAnswer signIn(Call call) {
    JsonObject json = call.json();
    String path = Call.text(json, "path");
    if (path == null) {
      path = path(call.request());
    } else if (!COOKIE_PATH.matcher(path).matches()) {
      throw Problem.of(400, "\"path\" must be the path of the console, such as /bamotf/");
    }
    SignIn.Result result = signIn(call.request(), json, path);
    if (result instanceof SignIn.Refused refused) {
      throw Problem.of(refused.refusal());
    }
    SignIn.SignedIn signedIn = (SignIn.SignedIn) result;
    audit.addIfPossible(signedIn.caller(), "signed in", null, null);
    return ApiAnswer.ok(json(signedIn.caller())).with(Map.of("Set-Cookie", signedIn.cookie()));
  }

  private SignIn.Result signIn(HttpServletRequest request, JsonObject json, String path) {
    String link = Call.text(json, "link");
    String user = Call.text(json, "user");
    String password = Call.text(json, "password");
    if (link != null) {
      return signIn.withLink(request, link, path);
    }
    if (user == null || password == null) {
      throw Problem.of(400, "Give \"user\" and \"password\", or \"link\"");
    }
    return signIn.withPassword(request, user, password, path);
  }

  private ApiAnswer signOut(Call call) {
    signIn.out(call.request());
    audit.addIfPossible(call.caller(), "signed out", null, null);
    return ApiAnswer.noContent();
  }

  /** A stranger or a scraper learns how to sign in, and nothing of this server. */
  private JsonObjectBuilder json(Caller caller) {
    JsonObjectBuilder json =
        JsonTexts.object()
            .add("user", JsonTexts.text(user(caller)))
            .add(
                "roles",
                JsonTexts.JSON.createArrayBuilder(caller.roles().stream().map(Role::id).toList()))
            .add("login", login(caller));
    if (caller.may(Role.VIEWER)) {
      json.add("server", server.name())
          .add("payments", server.hasLedger())
          .add("testModes", testModes())
          .add("bamotf", !settings.api().keys().isEmpty());
    }
    if (caller.token() != null) {
      json.add("token", caller.token());
    }
    return json;
  }

  private JsonArrayBuilder testModes() {
    return TestMode.all(settings).stream()
        .map(
            mode ->
                JsonTexts.object().add("name", mode.name()).add("quarantined", mode.quarantined()))
        .collect(JsonTexts.toArray());
  }

  private static @Nullable String user(Caller caller) {
    return caller.kind() == Caller.Kind.TOKEN ? caller.name() : caller.user();
  }

  private String login(Caller caller) {
    if (caller.kind() == Caller.Kind.HOST) {
      return "host";
    }
    return signIn.hasUsers() ? "form" : "none";
  }

  /** What the page and the API have in common, as this server sees it. */
  private static String path(HttpServletRequest request) {
    String servlet = request.getServletPath();
    String parent =
        servlet.endsWith(Api.PATH)
            ? servlet.substring(0, servlet.length() - Api.PATH.length())
            : servlet;
    return request.getContextPath() + parent + "/";
  }
}
