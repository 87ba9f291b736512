package com.bamotf.webhooks.receive;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.signature.SignatureResult;
import com.bamotf.webhooks.signature.SignatureVerifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body, up to the cap, and lets the request pass only if its signature holds. It runs
 * before every other filter that waits for its turn after matching, so that nothing unverified is
 * looked at.
 */
@Provider
@VerifiedSignature
@Priority(1)
@ApplicationScoped
public class SignatureFilter implements ContainerRequestFilter {

  /**
   * The property of a request that passed, and by the specification its servlet attribute: the
   * verified bytes of its body.
   */
  static final String VERIFIED = SignatureFilter.class.getName() + ".verified";

  private static final System.Logger LOG = System.getLogger(SignatureFilter.class.getName());

  private final SignatureVerifier verifier;
  private final Receiver receiver;
  private final HttpServletRequest servletRequest;
  private final int cap;
  private final LogThrottle throttle = new LogThrottle();

  @Inject
  SignatureFilter(
      SignatureVerifier verifier,
      Receiver receiver,
      HttpServletRequest servletRequest,
      Settings settings) {
    this.verifier = verifier;
    this.receiver = receiver;
    this.servletRequest = servletRequest;
    this.cap = settings.webhook().maxBodySize();
  }

  /**
   * For the container alone: RESTEasy looks for a public constructor without parameters of ours.
   */
  @SuppressWarnings("NullAway") // for the container's proxy, which has no fields of its own
  public SignatureFilter() {
    this.verifier = null;
    this.receiver = null;
    this.servletRequest = null;
    this.cap = 0;
  }

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    byte[] body = readCapped(request);
    if (body == null) {
      warn(LogCodes.BODY_TOO_LARGE, "the body is larger than " + cap + " bytes");
      request.abortWith(Answer.tooLarge(cap));
      return;
    }
    List<String> header = request.getHeaders().get(SignatureVerifier.HEADER);
    SignatureResult result = verifier.verify(body, header == null ? List.of() : header);
    if (result instanceof SignatureResult.Rejected rejected) {
      warn(LogCodes.SIGNATURE_REJECTED, rejected.reason());
      request.abortWith(Answer.invalidSignature());
      return;
    }
    if (servletRequest.isAsyncSupported()) {
      request.setProperty(VERIFIED, body);
    } else {
      // The host has a servlet or a filter around us that cannot let go of its thread, as is the
      // default of both. The resource could not suspend; so this thread waits.
      request.abortWith(receiver.receive(body).toCompletableFuture().join());
    }
  }

  /** The whole body, or null if it is over the cap; at most one byte more than the cap is read. */
  private byte @Nullable [] readCapped(ContainerRequestContext request) throws IOException {
    if (request.getLength() > cap) {
      return null;
    }
    InputStream stream = request.getEntityStream();
    byte[] body = stream == null ? new byte[0] : stream.readNBytes(cap + 1);
    return body.length > cap ? null : body;
  }

  private void warn(String code, String reason) {
    throttle
        .pass()
        .ifPresent(
            unsaid ->
                LOG.log(
                    WARNING,
                    "{0}: a webhook request was refused: {1}{2}",
                    code,
                    reason,
                    unsaid == 0 ? "" : " (" + unsaid + " more since the last such line)"));
  }
}
