package com.bamotf.webhooks.receive;

import com.bamotf.webhooks.signature.SignatureResult;
import com.bamotf.webhooks.signature.SignatureVerifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request pass only if its signature holds. It runs before every other filter that waits for
 * its turn after matching, so that nothing unverified is looked at.
 *
 * <p>{@link BodyFilter} has left the body. Where it is not in front, because the host's descriptor
 * leaves out what initializes it or the path is written in another way, the body is read here.
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

  @Inject SignatureVerifier verifier;
  @Inject Receiver receiver;
  @Inject UnverifiedBodies bodies;

  /** Not injected by CDI: on Payara, CDI does not know the request of an asynchronous dispatch. */
  @Context private HttpServletRequest servletRequest;

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    if (request.getProperty(Body.ATTRIBUTE) instanceof Body body) {
      verify(request, body);
      return;
    }
    Refusal refusal = bodies.refusal(header(request), request.getLength());
    if (refusal != null) {
      refuse(request, refusal);
      return;
    }
    try (Body body = bodies.newBody(request.getLength())) {
      refusal = bodies.read(stream(request), body);
      if (refusal == null) {
        verify(request, body);
      } else {
        refuse(request, refusal);
      }
    }
  }

  /** The memory for the body is no longer that of a stranger afterwards, or is no longer needed. */
  private void verify(ContainerRequestContext request, Body body) {
    try (body) {
      byte[] bytes = body.bytes();
      if (bytes == null) {
        refuse(request, Refusal.tooMany());
      } else if (verifier.verify(bytes, header(request)) instanceof SignatureResult.Rejected no) {
        refuse(request, Refusal.of(no));
      } else {
        goOn(request, bytes);
      }
    }
  }

  private void goOn(ContainerRequestContext request, byte[] body) {
    if (servletRequest.isAsyncSupported()) {
      request.setProperty(VERIFIED, body);
    } else {
      // The host has a servlet or a filter around us that cannot let go of its thread, as is the
      // default of both. The resource could not suspend; so this thread waits.
      request.abortWith(receiver.receive(body).toCompletableFuture().join());
    }
  }

  private void refuse(ContainerRequestContext request, Refusal refusal) {
    bodies.log(refusal);
    request.abortWith(refusal.answer().response());
  }

  private static @Nullable List<String> header(ContainerRequestContext request) {
    return request.getHeaders().get(SignatureVerifier.HEADER);
  }

  private static InputStream stream(ContainerRequestContext request) {
    InputStream stream = request.getEntityStream();
    return stream == null ? InputStream.nullInputStream() : stream;
  }
}
