package com.bamotf.webhooks.war;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/**
 * Leads from the WAR's context root to the console. A servlet there would be hidden by the Jakarta
 * REST application on Payara.
 */
@Path("/")
@ApplicationScoped
public class HomeResource {

  /** Relative, for a proxy that changes the path. */
  @GET
  public Response console() {
    return Response.status(Status.FOUND).header(HttpHeaders.LOCATION, "console/").build();
  }
}
