package com.bamotf.webhooks.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;

/** Keeps what is sent. */
public final class TestResponse {

  public int status = 200;
  public final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private boolean gone;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  /** The browser breaks off, so that nothing can be sent. */
  public TestResponse gone() {
    gone = true;
    return this;
  }

  public String body() {
    return body.toString(UTF_8);
  }

  public JsonObject json() {
    return json(body());
  }

  public static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  public HttpServletResponse build() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            TestResponse.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "setStatus" -> status = (int) arguments[0];
                case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
                case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
                case "setContentLength" -> headers.put("Content-Length", arguments[0].toString());
                case "getOutputStream" -> {
                  return new Bytes();
                }
                default -> throw new AssertionError("unexpected call of " + method);
              }
              return null;
            });
  }

  private final class Bytes extends ServletOutputStream {
    @Override
    public void write(int b) throws IOException {
      if (gone) {
        throw new IOException("gone");
      }
      body.write(b);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new AssertionError("unexpected");
    }
  }
}
