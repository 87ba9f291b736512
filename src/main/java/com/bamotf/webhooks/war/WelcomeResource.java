package com.bamotf.webhooks.war;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** {@code GET /bamotf/}: says what answers here. */
@Path("/")
public class WelcomeResource {

  @GET
  @Produces(MediaType.TEXT_PLAIN)
  public String welcome(@Context HttpServletRequest request) {
    return "This server receives bamotf's webhooks at POST "
        + request.getContextPath()
        + "/webhook\n";
  }
}
