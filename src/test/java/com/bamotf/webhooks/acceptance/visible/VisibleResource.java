package com.bamotf.webhooks.acceptance.visible;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

@Path("visible")
public class VisibleResource {

  @GET
  @Path("{name}")
  public String isVisible(@PathParam("name") String name) {
    try {
      return Class.forName(name).getName();
    } catch (ClassNotFoundException e) {
      return "not visible";
    }
  }
}
