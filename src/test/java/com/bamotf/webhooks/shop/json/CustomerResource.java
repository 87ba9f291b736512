package com.bamotf.webhooks.shop.json;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Shows a customer as the server writes it. */
@Path("customer")
public class CustomerResource {

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Customer show() {
    return new Customer();
  }
}
