package com.example.shop;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Places an order and shows it. */
@Path("orders")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OrdersResource {

  /** What a customer sends. */
  public record Placement(String email, long amount) {}

  /** What a customer sees. */
  public record Shown(String id, long amount, boolean paid) {

    static Shown of(Order order) {
      return new Shown(order.id(), order.amount(), order.paidBy().isPresent());
    }
  }

  @Inject Orders orders;

  @POST
  public Shown place(Placement placement) {
    return Shown.of(orders.place(placement.email(), placement.amount()));
  }

  @GET
  @Path("{id}")
  public Shown show(@PathParam("id") String id) {
    return orders.find(id).map(Shown::of).orElseThrow(NotFoundException::new);
  }
}
