package com.bamotf.webhooks.shop.messages;

import com.bamotf.webhooks.guide.Announcements;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The timer of the outbox, which the test turns by hand. */
@Path("outbox")
public class Outbox {

  @Inject Announcements announcements;

  @GET
  @Produces(MediaType.TEXT_PLAIN)
  public String unpublished() {
    return String.join("\n", announcements.unpublished());
  }

  @POST
  public void publish() {
    announcements.unpublished().forEach(announcements::publish);
  }
}
