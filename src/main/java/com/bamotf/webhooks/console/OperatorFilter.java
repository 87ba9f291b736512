package com.bamotf.webhooks.console;

import com.bamotf.webhooks.config.Secret;
import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.config.Settings;
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

  private static final String SCHEME = "Bearer";

  private static final String LOCAL_ONLY =
      "Without a token, only direct requests from this machine to localhost are answered."
          + " For access from elsewhere or through a proxy, set "
          + Setting.ADMIN_TOKEN.key()
          + " on the server and send it as \"Authorization: Bearer <token>\".";

  private static final String TOKEN_NEEDED =
      "The header \"Authorization: Bearer <token>\" is missing, or its token differs from "
          + Setting.ADMIN_TOKEN.key()
          + " on the server.";

  @Inject Settings settings;
  @Inject HttpServletRequest request;

  @Override
  public void filter(ContainerRequestContext context) {
    Optional<Secret> token = settings.admin().token();
    if (token.isEmpty() && !LocalRequest.is(request)) {
      context.abortWith(JsonResponse.error(Status.FORBIDDEN, LOCAL_ONLY));
    }
    if (token.isPresent() && !carries(token.get(), context)) {
      context.abortWith(
          Response.fromResponse(JsonResponse.error(Status.UNAUTHORIZED, TOKEN_NEEDED))
              .header(HttpHeaders.WWW_AUTHENTICATE, SCHEME)
              .build());
    }
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
