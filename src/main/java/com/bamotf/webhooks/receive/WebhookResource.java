package com.bamotf.webhooks.receive;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.server.LogThrottle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint for bamotf: {@code webhook} below the application's path. It accepts any content
 * type, since bamotf sends {@code text/plain;charset=UTF-8}.
 */
@Path("webhook")
@ApplicationScoped
public class WebhookResource {

  private static final System.Logger LOG = System.getLogger(WebhookResource.class.getName());

  private final LogThrottle throttle = new LogThrottle();

  @Inject Receiver receiver;

  /**
   * Answers once the event is committed, without holding a thread until then.
   *
   * <p>If an application lists its classes but omits {@link SignatureFilter}, this method is called
   * for any sender. So it uses only the body that the filter has verified.
   */
  @POST
  @VerifiedSignature
  public void receive(@Suspended AsyncResponse response, @Context HttpServletRequest request) {
    if (!(request.getAttribute(SignatureFilter.VERIFIED) instanceof VerifiedBody body)) {
      throttle.pass().ifPresent(WebhookResource::logNotVerified);
      response.resume(Answer.NOT_VERIFIED.response());
      return;
    }
    // Now, while the request is certainly this one.
    AsyncContext context = request.isAsyncStarted() ? request.getAsyncContext() : null;
    // Grizzly's deadline for a body that arrived slowly ends only when this thread returns.
    boolean arrivedSlowly = request.getDispatcherType() == DispatcherType.ASYNC;
    (arrivedSlowly ? receiver.receiveAsync(body) : receiver.receive(body))
        .thenApply(Answer::of)
        .exceptionally(WebhookResource::notStored)
        .thenAccept(answer -> answer(response, context, answer));
  }

  /** It may be stored, but nobody knows. */
  private static Answer notStored(Throwable failure) {
    LOG.log(
        WARNING,
        "%s: a webhook request was answered with 503: %s".formatted(LogCodes.NOT_STORED, failure),
        failure);
    return Answer.NOT_STORED;
  }

  /**
   * While Payara or GlassFish stop the application, Jersey throws instead of answering. bamotf
   * would then wait for its 300 s, and deliver nothing else meanwhile.
   */
  private static void answer(
      AsyncResponse response, @Nullable AsyncContext context, Answer answer) {
    try {
      response.resume(answer.response());
    } catch (RuntimeException | Error e) {
      LOG.log(DEBUG, "Jakarta REST cannot answer", e);
      if (context != null) {
        answerWithoutRest(context, answer);
      }
    }
  }

  private static void answerWithoutRest(AsyncContext context, Answer answer) {
    try {
      answer.send((HttpServletResponse) context.getResponse());
    } finally {
      context.complete();
    }
  }

  private static void logNotVerified(String suppressed) {
    LOG.log(
        ERROR,
        "{0}: a webhook request was refused because its signature was not checked; add {1} to the classes of"
            + " your jakarta.ws.rs.core.Application{2}",
        LogCodes.NOT_VERIFIED,
        SignatureFilter.class.getName(),
        suppressed);
  }
}
