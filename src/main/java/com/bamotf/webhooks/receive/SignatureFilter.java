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
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rejects requests without a valid signature. It runs before all other post-matching filters.
 *
 * <p>Usually {@link BodyFilter} has read the body. If it was not registered, or the path is spelled
 * in a way it does not match, the body is read here.
 */
@Provider
@VerifiedSignature
@Priority(1)
@ApplicationScoped
public class SignatureFilter implements ContainerRequestFilter {

  /** The request property, and thus servlet attribute, that holds the verified body. */
  static final String VERIFIED = SignatureFilter.class.getName() + ".verified";

  @Inject SignatureVerifier verifier;
  @Inject Receiver receiver;
  @Inject UnverifiedBodies bodies;
  @Inject RejectionListeners rejections;

  /** Not injected by CDI, which on Payara lacks the request after an asynchronous dispatch. */
  @Context HttpServletRequest servletRequest;

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getProperty(Body.ATTRIBUTE) instanceof Body body) {
      verify(request, body);
      return;
    }
    RequestRefusal refusal = bodies.refusal(header(request), request.getLength());
    if (refusal != null) {
      refuse(request, refusal, null);
      return;
    }
    try (Body body = bodies.newBody(request.getLength())) {
      refusal = bodies.read(stream(request), body);
      if (refusal == null) {
        verify(request, body);
      } else {
        refuse(request, refusal, null);
      }
    }
  }

  /** Verified bytes no longer count towards the budget for unverified bodies. */
  private void verify(ContainerRequestContext request, Body body) {
    try (body) {
      byte[] bytes = body.bytes();
      if (bytes == null) {
        refuse(request, RequestRefusal.tooMany(), null);
        return;
      }
      SignatureResult result = verifier.verify(bytes, header(request));
      if (result instanceof SignatureResult.Valid valid) {
        String traceparent = request.getHeaderString("traceparent");
        proceed(request, new VerifiedBody(bytes, valid.secret().id(), traceparent));
      } else if (result instanceof SignatureResult.Rejected rejected) {
        refuse(request, RequestRefusal.of(rejected), bytes);
      }
    }
  }

  private void proceed(ContainerRequestContext request, VerifiedBody body) {
    if (servletRequest.isAsyncSupported()) {
      request.setProperty(VERIFIED, body);
    } else {
      // A servlet or filter of the host does not support asynchronous requests, which is their
      // default. The resource cannot suspend, so this thread waits.
      request.abortWith(Answer.of(receiver.receive(body).toCompletableFuture().join()).response());
    }
  }

  private void refuse(
      ContainerRequestContext request, RequestRefusal refusal, byte @Nullable [] body) {
    long length = body == null ? request.getLength() : body.length;
    rejections.report(refusal, header(request), body, length, servletRequest.getRemoteAddr());
    bodies.refused(refusal);
    request.abortWith(refusal.answer().response());
  }

  private static List<String> header(ContainerRequestContext request) {
    List<String> values = request.getHeaders().get(SignatureVerifier.HEADER);
    return values == null ? List.of() : values;
  }

  private static InputStream stream(ContainerRequestContext request) {
    InputStream stream = request.getEntityStream();
    return stream == null ? InputStream.nullInputStream() : stream;
  }
}
