package com.bamotf.webhooks.war;

import static java.lang.System.Logger.Level.ERROR;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.server.LogThrottle;
import jakarta.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Answers unhandled errors with JSON. The servers' own error pages are HTML, and some reveal
 * internals, which belong in the log.
 */
@Provider
public class ErrorResponses implements ExceptionMapper<Throwable> {

  private static final System.Logger LOG = System.getLogger(ErrorResponses.class.getName());

  private final LogThrottle throttle = new LogThrottle();
  private final WrongAddress wrongAddress = new WrongAddress();

  @Context private HttpServletRequest request;

  @Override
  public Response toResponse(Throwable failure) {
    if (failure instanceof WebApplicationException known) {
      Response response = known.getResponse();
      wrongAddress.check(request, response.getStatus());
      return response.hasEntity()
          ? response
          : json(Response.fromResponse(response), response.getStatusInfo().getReasonPhrase());
    }
    throttle.pass().ifPresent(suppressed -> log(failure, suppressed));
    return json(Response.serverError(), "Internal error; see the server's log");
  }

  private static void log(Throwable failure, String suppressed) {
    LOG.log(
        ERROR,
        "%s: a request failed with an unexpected exception%s"
            .formatted(LogCodes.UNEXPECTED, suppressed),
        failure);
  }

  private static Response json(Response.ResponseBuilder response, String error) {
    String body =
        Json.createObjectBuilder().add("success", false).add("error", error).build().toString();
    return response.type(MediaType.APPLICATION_JSON_TYPE).entity(body).build();
  }
}
