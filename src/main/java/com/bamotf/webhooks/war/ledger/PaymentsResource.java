package com.bamotf.webhooks.war.ledger;

import com.bamotf.webhooks.war.JsonResponse;
import com.bamotf.webhooks.war.OperatorOnly;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;

/**
 * The read API: {@code GET /api/payments}, {@code GET /api/payments/{id}} and {@code GET
 * /api/payments/totals}, which no payment intent can have as its id.
 */
@Path("api/payments")
@Produces(MediaType.APPLICATION_JSON)
@OperatorOnly
@RequestScoped
public class PaymentsResource {

  private static final String NOT_FOUND =
      "The ledger has no payment with this id. It records a payment intent at its first event.";

  @Inject Payments payments;

  /**
   * A page of payments, newest first, without transactions; {@link PaymentQuery} has the
   * parameters. Large payments shorten a page, so follow {@code next}.
   */
  @GET
  public Response list(@Context UriInfo uri) {
    try {
      PaymentPage page = payments.page(PaymentQuery.of(uri.getQueryParameters()));
      return JsonResponse.of(PaymentJson.page(page, uri.getRequestUri().getRawPath()));
    } catch (InvalidParameterException e) {
      return JsonResponse.error(Status.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  /**
   * The totals of each currency and mode, and the numbers of payments by day, of all payments that
   * match. The parameters are those of the list without {@code limit} and {@code offset}.
   */
  @GET
  @Path("totals")
  public Response totals(@Context UriInfo uri) {
    try {
      PaymentTotals totals = payments.totals(PaymentQuery.ofAll(uri.getQueryParameters()));
      return JsonResponse.of(PaymentJson.totals(totals));
    } catch (InvalidParameterException e) {
      return JsonResponse.error(Status.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  /** One payment with its transactions, by the payment intent's id. */
  @GET
  @Path("{id}")
  public Response one(@PathParam("id") String id) {
    return payments
        .find(id)
        .map(payment -> JsonResponse.of(PaymentJson.payment(payment)))
        .orElseGet(() -> JsonResponse.error(Status.NOT_FOUND, NOT_FOUND));
  }
}
