package com.bamotf.webhooks.client;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The REST API of the bamotf server of 2023-12-13, for MicroProfile's Rest Client. Answers are raw,
 * since no mapper reads them strictly.
 *
 * <p>With @Path on the type, the server would deploy it as a resource of ours.
 */
public interface BamotfApi extends AutoCloseable {

  /** {@code {"data":[…],"total":n,"__meta__":{…}}}, newest first, not paged. */
  @GET
  @Path("api/payment-intents")
  @Produces(MediaType.APPLICATION_JSON)
  Response list(@HeaderParam("Authorization") String authorization);

  @GET
  @Path("api/payment-intents/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  Response retrieve(@HeaderParam("Authorization") String authorization, @PathParam("id") String id);

  @POST
  @Path("api/payment-intents")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  Response create(@HeaderParam("Authorization") String authorization, String json);

  @POST
  @Path("api/payment-intents/{id}/cancel")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  Response cancel(
      @HeaderParam("Authorization") String authorization, @PathParam("id") String id, String json);

  @POST
  @Path("api/payment-intents/{idOrAddress}/simulate-payment")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  Response simulatePayment(
      @HeaderParam("Authorization") String authorization,
      @PathParam("idOrAddress") String idOrAddress,
      String json);

  @Override
  void close();
}
