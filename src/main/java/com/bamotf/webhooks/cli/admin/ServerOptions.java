package com.bamotf.webhooks.cli.admin;

import com.bamotf.webhooks.cli.terminal.Credential;
import com.bamotf.webhooks.cli.terminal.Failure;
import com.bamotf.webhooks.cli.terminal.Shell;
import com.bamotf.webhooks.sender.HttpUrl;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server, and who asks. */
final class ServerOptions {

  static final String DEFAULT_URL = "http://localhost:8080/bamotf";

  private static final String URL_VARIABLE = "BAMOTF_URL";

  /** The names of the settings; a token that can only read is enough for most commands. */
  private static final List<String> VARIABLES =
      List.of("BAMOTF_ADMIN_TOKEN", "BAMOTF_ADMIN_VIEWER_TOKEN");

  @Option(
      names = {"-u", "--url"},
      paramLabel = "URL",
      description = {
        "The server: where the WAR is, or",
        "<context root>/bamotf-console of your own",
        "application. By default BAMOTF_URL in the",
        "environment, or " + DEFAULT_URL
      })
  @Nullable String url;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "File that holds the token, bamotf.admin.token of the server. By default"
              + " BAMOTF_ADMIN_TOKEN or BAMOTF_ADMIN_VIEWER_TOKEN in the environment.")
  @Nullable Path tokenFile;

  @Option(names = "--ask-token", description = "Ask for the token.")
  boolean askToken;

  AdminApi api(Shell shell) {
    URI base = base(shell);
    return new AdminApi(base, token(shell));
  }

  private URI base(Shell shell) {
    String text = url == null ? shell.variable(URL_VARIABLE).orElse(DEFAULT_URL) : url;
    try {
      URI base = HttpUrl.parse(text, DEFAULT_URL);
      if (base.getRawUserInfo() != null
          || base.getRawQuery() != null
          || base.getRawFragment() != null) {
        throw Failure.usage(
            "The URL of the server has credentials, a query or a fragment; leave them out");
      }
      return URI.create(base.toString().replaceFirst("/+$", ""));
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }

  private Optional<Credential> token(Shell shell) {
    if (askToken) {
      return Optional.of(
          Credential.ask(shell, "Token")
              .orElseThrow(
                  () ->
                      Failure.usage(
                          "--ask-token needs a terminal; in a script, set BAMOTF_ADMIN_TOKEN or"
                              + " use --token-file")));
    }
    return Credential.find(shell, "--token-file", tokenFile, VARIABLES);
  }
}
