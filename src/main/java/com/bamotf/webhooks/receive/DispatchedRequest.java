package com.bamotf.webhooks.receive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * Lets a request go on that was dispatched when its body was there. Payara leaves CDI's request
 * context inactive then, which beans of the host may need.
 */
@ApplicationScoped
class DispatchedRequest {

  @ActivateRequestContext
  void goOn(FilterChain chain, ServletRequest request, ServletResponse response)
      throws IOException, ServletException {
    chain.doFilter(request, response);
  }
}
