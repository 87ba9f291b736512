package com.bamotf.webhooks.console;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.Secret;
import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.server.LogThrottle;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Protects the read and admin API, since the webhook's port is open to the internet.
 *
 * <p>If {@code bamotf.admin.token} is set, every request needs that bearer token (RFC 6750).
 * Otherwise only {@linkplain LocalRequest direct requests from this machine} are answered.
 */
@Provider
@OperatorOnly
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class OperatorFilter implements ContainerRequestFilter {

  private static final System.Logger LOG = System.getLogger(OperatorFilter.class.getName());
  private static final String SCHEME = "Bearer";

  private static final String LOCAL_ONLY =
      "Without a token, only direct HTTP/1.1 requests from this machine to localhost are answered."
          + " For access from elsewhere, through a proxy or from another site's page, set "
          + Setting.ADMIN_TOKEN.key()
          + " on the server and send it as \"Authorization: Bearer <token>\".";

  private static final String TOKEN_NEEDED =
      "The header \"Authorization: Bearer <token>\" is missing, or its token differs from "
          + Setting.ADMIN_TOKEN.key()
          + " on the server.";

  private final LogThrottle throttle = new LogThrottle();

  @Inject Settings settings;
  @Inject HttpServletRequest request;

  @Override
  public void filter(ContainerRequestContext context) {
    Optional<Secret> token = settings.admin().token();
    if (token.isEmpty() && !LocalRequest.is(request)) {
      context.abortWith(JsonResponse.error(Status.FORBIDDEN, LOCAL_ONLY));
    }
    if (token.isPresent() && !carries(token.get(), context)) {
      throttle.pass().ifPresent(this::logWrongToken);
      context.abortWith(
          Response.fromResponse(JsonResponse.error(Status.UNAUTHORIZED, TOKEN_NEEDED))
              .header(HttpHeaders.WWW_AUTHENTICATE, SCHEME)
              .build());
    }
  }

  private void logWrongToken(long suppressed) {
    LOG.log(
        WARNING,
        "{0}: a request from {1} without the right bearer token was refused (and {2} more since the last such line)",
        LogCodes.WRONG_TOKEN,
        request.getRemoteAddr(),
        suppressed);
  }

  /** In constant time for a token of the right length. */
  private static boolean carries(Secret token, ContainerRequestContext context) {
    String header = context.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME + " ", 0, SCHEME.length() + 1)) {
      return false;
    }
    byte[] found = header.substring(SCHEME.length() + 1).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(token.utf8(), found);
  }
}
