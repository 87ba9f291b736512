package com.bamotf.webhooks.receive;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.signature.SignatureVerifier;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Gets the body of a webhook before Jakarta REST looks at the request, so that no thread waits for
 * a sender. It is behind the host's own filters, and verifies nothing: {@link SignatureFilter}
 * does.
 */
public class BodyFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(BodyFilter.class.getName());

  private final AtomicBoolean warned = new AtomicBoolean();

  @Inject private transient UnverifiedBodies bodies;
  @Inject private transient DispatchedRequest dispatched;

  /**
   * Puts it in front of these endpoints, with and without a slash at their end, as Jakarta REST
   * takes both.
   */
  static void register(ServletContext context, List<String> paths) {
    if (paths.isEmpty()) {
      return;
    }
    FilterRegistration.Dynamic filter =
        context.addFilter(BodyFilter.class.getName(), BodyFilter.class);
    if (filter == null) {
      return; // the host declares it itself
    }
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC),
        true,
        paths.stream().flatMap(path -> Stream.of(path, path + "/")).toArray(String[]::new));
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getDispatcherType() == DispatcherType.ASYNC) {
      dispatched.goOn(chain, request, response);
    } else if (request.getMethod().equals("POST")) {
      read(request, response, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  private void read(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    List<String> header = Collections.list(request.getHeaders(SignatureVerifier.HEADER));
    long length = request.getContentLengthLong();
    Refusal refusal = bodies.refusal(header, length);
    if (!isThere(request, length) && request.isAsyncSupported()) {
      ArrivingBody.await(bodies, request, response, refusal);
      return;
    }
    warnIfThreadIsKept(request);
    if (refusal == null) {
      readAndGoOn(request, response, chain, length);
    } else {
      refuse(response, refusal);
    }
  }

  /** Whether reading it waits for nobody, as is usual: the server got it together with the head. */
  private static boolean isThere(HttpServletRequest request, long length) throws IOException {
    return length >= 0 && length <= Body.FREE && request.getInputStream().available() >= length;
  }

  private void readAndGoOn(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain, long length)
      throws IOException, ServletException {
    try (Body body = bodies.newBody(length)) {
      Refusal refusal = bodies.read(request.getInputStream(), body);
      if (refusal == null) {
        request.setAttribute(Body.ATTRIBUTE, body);
        chain.doFilter(request, response);
      } else {
        refuse(response, refusal);
      }
    }
  }

  /** Once, at the first webhook: no earlier does the server say so. */
  private void warnIfThreadIsKept(HttpServletRequest request) {
    if (!request.isAsyncSupported() && warned.compareAndSet(false, true)) {
      LOG.log(
          WARNING,
          "{0}: a filter of the web application \"{1}\" keeps the thread of each webhook, so that slow senders can hold"
              + " threads: declare it with asyncSupported = true, or in web.xml with <async-supported>true</async-supported>",
          LogCodes.KEEPS_THREAD,
          request.getContextPath());
    }
  }

  private void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
    bodies.log(refusal);
    refusal.answer().send(response);
  }
}
