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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

/** Places an order, shows it, and tells when it is paid. */
@Path("orders")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OrdersResource {

  /** What a customer sends. */
  public record Placement(String email, long amount) {}

  /** What a customer gets. The token is for {@link #watch}. */
  public record Placed(String id, String token) {}

  /** What a customer sees. */
  public record Shown(String id, long amount, boolean paid) {

    static Shown of(Order order) {
      return new Shown(order.id(), order.amount(), order.paidBy().isPresent());
    }
  }

  @Inject Orders orders;
  @Inject Screens screens;

  @POST
  public Placed place(Placement placement) {
    Order order = orders.place(placement.email(), placement.amount());
    return new Placed(order.id(), order.token());
  }

  @GET
  @Path("{id}")
  public Shown show(@PathParam("id") String id) {
    return orders.find(id).map(Shown::of).orElseThrow(NotFoundException::new);
  }

  /** Tells the browser when the order is paid, or that it is. */
  @GET
  @Path("{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void watch(
      @PathParam("id") String id,
      @QueryParam("token") String token,
      @Context SseEventSink sink,
      @Context Sse sse) {
    orders
        .find(id)
        .filter(order -> order.token().equals(token))
        .orElseThrow(NotFoundException::new);
    screens.open(new Screen(id, sink, sse));
  }
}
