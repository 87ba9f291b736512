package com.bamotf.webhooks.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A request as a server passes it on, by default from a program on the same machine. */
public final class TestRequest {

  private final String method;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, String[]> parameters = new LinkedHashMap<>();
  private final List<Cookie> cookies = new ArrayList<>();
  private final Map<String, Object> attributes = new HashMap<>();
  private String servletPath = "/bamotf-console";
  private String pathInfo = "/";
  private String address = "127.0.0.1";
  private String host = "localhost";
  private String protocol = "HTTP/1.1";
  private String localAddress = "127.0.0.1";
  private boolean secure;
  private String user;
  private Set<String> roles = Set.of();
  private byte[] body = {};
  private boolean brokenOff;

  private TestRequest(String method) {
    this.method = method;
    headers.put("Host", "localhost:8080");
  }

  public static TestRequest of(String method) {
    return new TestRequest(method);
  }

  public static TestRequest get(String api) {
    return of("GET").at("/bamotf-console", "/api/admin" + api);
  }

  /** With the content type of JSON. */
  public static TestRequest post(String api, String json) {
    TestRequest request = of("POST").at("/bamotf-console", "/api/admin" + api);
    request.body = json.getBytes(UTF_8);
    return request.with("Content-Type", "application/json");
  }

  /** The sender is gone after the body that there is. */
  public TestRequest brokenOff() {
    brokenOff = true;
    return this;
  }

  public TestRequest at(String servlet, String path) {
    servletPath = servlet;
    pathInfo = path;
    return this;
  }

  public TestRequest with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  public TestRequest without(String header) {
    headers.remove(header);
    return this;
  }

  public TestRequest parameter(String name, String value) {
    parameters.put(name, new String[] {value});
    return this;
  }

  public TestRequest cookie(String name, String value) {
    cookies.add(new Cookie(name, value));
    return this;
  }

  /** As the browser does with the value of {@code Set-Cookie}. */
  public TestRequest cookie(String setCookie) {
    String pair = setCookie.substring(0, setCookie.indexOf(';'));
    return cookie(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
  }

  public TestRequest from(String client) {
    address = client;
    return this;
  }

  public TestRequest to(String name) {
    host = name;
    return this;
  }

  public TestRequest by(String version) {
    protocol = version;
    return this;
  }

  public TestRequest receivedAt(String local) {
    localAddress = local;
    return this;
  }

  public TestRequest secure() {
    secure = true;
    return this;
  }

  public TestRequest attribute(String name, Object value) {
    attributes.put(name, value);
    return this;
  }

  /** Signed in by the host. */
  public TestRequest as(String name, String... rolesOfHost) {
    user = name;
    roles = Set.of(rolesOfHost);
    return this;
  }

  public HttpServletRequest build() {
    Map<String, Stub.Answer> answers = new HashMap<>();
    answers.put("getMethod", none -> method);
    answers.put("getRemoteAddr", none -> address);
    answers.put("getServerName", none -> host);
    answers.put("getServerPort", none -> secure ? 8181 : 8080);
    answers.put("getLocalAddr", none -> localAddress);
    answers.put("getLocalPort", none -> 8080);
    answers.put("getProtocol", none -> protocol);
    answers.put("isSecure", none -> secure);
    answers.put("getContextPath", none -> "/shop");
    answers.put("getServletPath", none -> servletPath);
    answers.put("getPathInfo", none -> pathInfo);
    answers.put("getHeader", name -> headers.get((String) name));
    answers.put("getHeaderNames", none -> Collections.enumeration(headers.keySet()));
    answers.put("getContentType", none -> headers.get("Content-Type"));
    answers.put("getContentLengthLong", none -> (long) body.length);
    answers.put("getCookies", none -> cookies.isEmpty() ? null : cookies.toArray(Cookie[]::new));
    answers.put("getUserPrincipal", none -> user == null ? null : (Principal) () -> user);
    answers.put("isUserInRole", role -> roles.contains((String) role));
    answers.put("getParameter", name -> parameter((String) name));
    answers.put("getParameterMap", none -> parameters);
    answers.put("getInputStream", none -> new Bytes(body, brokenOff));
    answers.put("getServletContext", none -> context());
    return Stub.of(HttpServletRequest.class, answers);
  }

  private String parameter(String name) {
    String[] values = parameters.get(name);
    return values == null ? null : values[0];
  }

  private ServletContext context() {
    return Stub.of(
        ServletContext.class, Map.of("getAttribute", name -> attributes.get((String) name)));
  }

  private static final class Bytes extends ServletInputStream {
    private final ByteArrayInputStream bytes;
    private final boolean brokenOff;

    private Bytes(byte[] bytes, boolean brokenOff) {
      this.bytes = new ByteArrayInputStream(bytes);
      this.brokenOff = brokenOff;
    }

    @Override
    public int read() throws IOException {
      int next = bytes.read();
      if (next < 0 && brokenOff) {
        throw new IOException("broken");
      }
      return next;
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new AssertionError("unexpected");
    }
  }
}
