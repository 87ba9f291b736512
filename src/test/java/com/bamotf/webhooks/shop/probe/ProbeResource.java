package com.bamotf.webhooks.shop.probe;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;

/** Shows the notes to the test. */
@Path("probe")
@RequestScoped
public class ProbeResource {

  @Inject Notes notes;
  @Inject Operator operator;

  @GET
  @Path("{intent}")
  @Produces(MediaType.TEXT_PLAIN)
  public String notes(@PathParam("intent") String intent) {
    return String.join("\n", notes.of(intent));
  }

  @POST
  @Path("requeue/{intent}")
  @Produces(MediaType.TEXT_PLAIN)
  public String requeue(@PathParam("intent") String intent) throws SQLException {
    return operator.requeue(intent);
  }

  @POST
  @Path("reconcile")
  @Produces(MediaType.TEXT_PLAIN)
  public String reconcile() throws SQLException {
    return operator.reconcile();
  }

  @POST
  @Path("heal")
  public void heal() {
    notes.heal();
  }
}
