package com.bamotf.webhooks.receive;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Hides the content type of a webhook, since any is accepted. Jakarta REST would answer a malformed
 * one with 400, before any of our classes sees the request.
 */
final class AnyContentType extends HttpServletRequestWrapper {

  AnyContentType(HttpServletRequest request) {
    super(request);
  }

  @Override
  public @Nullable String getContentType() {
    return null;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return isContentType(name) ? null : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return isContentType(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    return Collections.enumeration(
        Collections.list(super.getHeaderNames()).stream()
            .filter(name -> !isContentType(name))
            .toList());
  }

  private static boolean isContentType(String name) {
    return name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE);
  }
}
