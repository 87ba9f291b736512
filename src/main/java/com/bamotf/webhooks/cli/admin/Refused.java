package com.bamotf.webhooks.cli.admin;

import com.bamotf.webhooks.cli.terminal.Credential;
import com.bamotf.webhooks.cli.terminal.ExitCode;
import com.bamotf.webhooks.cli.terminal.Failure;
import com.bamotf.webhooks.cli.terminal.Jsons;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/** An answer that is no success: what it means, and what to do. */
record Refused(
    URI base,
    Optional<Credential> token,
    HttpRequest request,
    HttpResponse<String> answer,
    Optional<JsonObject> json) {

  Failure failure() {
    int status = answer.statusCode();
    return switch (status) {
      case 400 -> failure(ExitCode.USAGE, detail());
      case 401 -> failure(ExitCode.FORBIDDEN, wrongToken());
      case 403 -> failure(ExitCode.FORBIDDEN, "The server refuses this: " + detail());
      case 404, 409 -> json.isPresent() ? failure(ExitCode.NO, detail()) : wrongUrl();
      case 429, 502, 503, 504 ->
          failure(
              ExitCode.SERVER_FAILED,
              "The server at %s cannot answer now (%s): %s; look at its log and its database, and try again"
                  .formatted(base, status, detail()));
      default -> other(status);
    };
  }

  private Failure other(int status) {
    if (status >= 300 && status <= 399) {
      return Failure.usage(
          "%s redirects to %s, and the token is never forwarded; give that server as --url"
              .formatted(base, answer.headers().firstValue("Location").orElse("another address")));
    }
    return status >= 500
        ? failure(
            ExitCode.SERVER_FAILED,
            "The server at %s failed (%s): %s; look at its log".formatted(base, status, detail()))
        : wrongUrl();
  }

  private Failure wrongUrl() {
    return Failure.usage(
        "There is no console at %s (%s answered %s); give its URL with --url: where the WAR is, such as %s, or <context root>/bamotf-console of your own application"
            .formatted(
                base, request.uri().getPath(), answer.statusCode(), ServerOptions.DEFAULT_URL));
  }

  private String wrongToken() {
    return token
        .map(
            each ->
                "The server does not know the token from %s; use the value of bamotf.admin.token or bamotf.admin.viewer-token of the server at %s"
                    .formatted(each.origin(), base))
        .orElse(
            "The server requires a token; set BAMOTF_ADMIN_TOKEN to its bamotf.admin.token, or name a file that holds it with --token-file");
  }

  /** What the server says, without a full stop. */
  private String detail() {
    String said =
        json.map(
                problem -> {
                  String detail = Jsons.shown(problem, "detail");
                  return detail.isEmpty() ? Jsons.shown(problem, "error") : detail;
                })
            .orElse("");
    return said.isEmpty() ? "status " + answer.statusCode() : said.replaceFirst("\\.$", "");
  }

  private static Failure failure(int exitCode, String message) {
    return new Failure(exitCode, message);
  }
}
