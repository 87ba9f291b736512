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
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a webhook before Jakarta REST gets the request, so that no thread waits for a
 * sender. It runs after the host's own filters. It does not verify the signature; {@link
 * SignatureFilter} does.
 */
public class BodyFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(BodyFilter.class.getName());

  private final AtomicBoolean warned = new AtomicBoolean();

  @Inject transient UnverifiedBodies bodies;
  @Inject private transient DispatchedRequest dispatched;
  @Inject private transient RejectionListeners rejections;

  /** Maps it to these paths, with and without a trailing slash, since Jakarta REST accepts both. */
  static void register(ServletContext context, List<String> paths) {
    if (paths.isEmpty()) {
      return;
    }
    FilterRegistration.Dynamic filter =
        context.addFilter(BodyFilter.class.getName(), BodyFilter.class);
    if (filter == null) {
      return; // the host has declared it
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
      dispatched.proceed(chain, new AnyContentType(request), response);
    } else if (request.getMethod().equals("POST")) {
      read(request, response, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  private void read(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    // Until somebody answers. A request that the server ends on its own, for a fault in its
    // asynchronous processing, must not be a success: bamotf would never send the event again.
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    List<String> header = Collections.list(request.getHeaders(SignatureVerifier.HEADER));
    long length = request.getContentLengthLong();
    RequestRefusal refusal = bodies.refusal(header, length);
    if (refusal != null) {
      rejections.report(refusal, header, null, length, request.getRemoteAddr());
    }
    try {
      if (!hasArrived(request, length) && request.isAsyncSupported()) {
        ArrivingBody.await(bodies, request, response, refusal);
        return;
      }
    } catch (IOException e) {
      refuse(response, RequestRefusal.brokenOff());
      return;
    }
    warnIfThreadIsHeld(request);
    if (refusal == null) {
      readAndProceed(request, response, chain, length);
    } else {
      refuse(response, refusal);
    }
  }

  /** Whether the body has arrived already; usually it arrives with the headers. */
  private static boolean hasArrived(HttpServletRequest request, long length) throws IOException {
    return length >= 0 && length <= Body.FREE && request.getInputStream().available() >= length;
  }

  private void readAndProceed(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain, long length)
      throws IOException, ServletException {
    try (Body body = bodies.newBody(length)) {
      RequestRefusal refusal = read(request, body);
      if (refusal == null) {
        request.setAttribute(Body.ATTRIBUTE, body);
        chain.doFilter(new AnyContentType(request), response);
      } else {
        refuse(response, refusal);
      }
    }
  }

  private @Nullable RequestRefusal read(HttpServletRequest request, Body body) {
    try {
      return bodies.read(request.getInputStream(), body);
    } catch (IOException e) {
      return RequestRefusal.brokenOff();
    }
  }

  /** Warns at the first webhook, since servers do not say so earlier. */
  private void warnIfThreadIsHeld(HttpServletRequest request) {
    if (!request.isAsyncSupported() && warned.compareAndSet(false, true)) {
      LOG.log(
          WARNING,
          "{0}: a filter or servlet of the web application \"{1}\" does not support asynchronous requests, so slow senders can"
              + " block threads; declare it with asyncSupported = true, or in web.xml with <async-supported>true</async-supported>",
          LogCodes.KEEPS_THREAD,
          request.getContextPath());
    }
  }

  private void refuse(HttpServletResponse response, RequestRefusal refusal) {
    bodies.refused(refusal);
    refusal.answer().send(response);
  }
}
