package com.bamotf.webhooks.receive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * Lets a request go on that was dispatched when its body was there. It does what Payara and
 * GlassFish leave undone then, and the other servers do not mind.
 */
@ApplicationScoped
class DispatchedRequest {

  /** Longer than the event may wait to be stored. */
  private static final Duration LONG = Duration.ofMinutes(10);

  /** In CDI's request context, which beans of the host may need. */
  @ActivateRequestContext
  void goOn(FilterChain chain, ServletRequest request, ServletResponse response)
      throws IOException, ServletException {
    chain.doFilter(request, response);
    if (request.isAsyncStarted()) {
      forgetDeadline(request);
    }
  }

  /**
   * Grizzly goes on with the timeout of the body when the next asynchronous context has none; it
   * takes a longer one. Else the event would have to be stored within what was left for its body.
   */
  private static void forgetDeadline(ServletRequest request) {
    try {
      request.getAsyncContext().setTimeout(LONG.toMillis());
    } catch (IllegalStateException e) {
      // Answered in the meantime, which is as good.
    }
  }
}
