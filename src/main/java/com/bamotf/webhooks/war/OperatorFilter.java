package com.bamotf.webhooks.war;

import com.bamotf.webhooks.console.access.Access;
import com.bamotf.webhooks.console.access.Refusal;
import com.bamotf.webhooks.console.access.Role;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/**
 * Protects the ledger's read API like the console, since the webhook's port is open to the
 * internet: it answers whoever may read there.
 */
@Provider
@OperatorOnly
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class OperatorFilter implements ContainerRequestFilter {

  @Inject Access access;
  @Inject HttpServletRequest request;

  @Override
  public void filter(ContainerRequestContext context) {
    Refusal refusal = access.refusal(request, access.caller(request), Role.VIEWER);
    if (refusal != null) {
      Response.ResponseBuilder response =
          Response.fromResponse(
              JsonResponse.error(Status.fromStatusCode(refusal.status()), refusal.reason()));
      refusal.headers().forEach(response::header);
      context.abortWith(response.build());
    }
  }
}
