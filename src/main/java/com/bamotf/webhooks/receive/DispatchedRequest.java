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
 * Continues a request that was dispatched once its body was complete. Works around two gaps of
 * Payara and GlassFish: no CDI request context, and a stale timeout. Harmless on other servers.
 */
@ApplicationScoped
class DispatchedRequest {

  /** Longer than an event can wait to be stored. */
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  /** Activates CDI's request context, which beans of the host may need. */
  @ActivateRequestContext
  void proceed(FilterChain chain, ServletRequest request, ServletResponse response)
      throws IOException, ServletException {
    chain.doFilter(request, response);
    if (request.isAsyncStarted()) {
      replaceTimeout(request);
    }
  }

  /**
   * Grizzly applies the timeout for the body to the next asynchronous context unless that has its
   * own, so the event would have to be stored in the time left for the body.
   */
  private static void replaceTimeout(ServletRequest request) {
    try {
      request.getAsyncContext().setTimeout(TIMEOUT.toMillis());
    } catch (IllegalStateException e) {
      // already answered
    }
  }
}
