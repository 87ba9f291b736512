package com.bamotf.webhooks.console.page;

import static java.lang.System.Logger.Level.DEBUG;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Sends the page's files, from this package's resources. They hold no data, so everybody may see
 * them. All links are relative. Thread-safe.
 */
@Singleton
public class Page {

  private static final System.Logger LOG = System.getLogger(Page.class.getName());

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=UTF-8",
          "css", "text/css;charset=UTF-8",
          "js", "text/javascript;charset=UTF-8",
          "svg", "image/svg+xml");

  /** Neither hidden files nor a way up. */
  private static final Pattern NAME =
      Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");

  private static final Set<String> READING = Set.of("GET", "HEAD");

  private record File(
      @SuppressWarnings("ArrayRecordComponent") byte[] bytes, String type, String tag) {}

  /** Grows only with files that exist. */
  private final Map<String, File> files = new ConcurrentHashMap<>();

  /**
   * Sends a file.
   *
   * @param path below the page's own: empty, {@code /} or {@code /name}
   * @param places the content of {@code api.json}, by which the page finds the API
   */
  public void send(
      HttpServletRequest request, HttpServletResponse response, String path, String places)
      throws IOException {
    if (!READING.contains(request.getMethod())) {
      response.setHeader("Allow", "GET, HEAD");
      response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    } else if (path.isEmpty()) {
      // Relative, for a proxy that changes the path; sendRedirect would make it absolute.
      String servlet = request.getServletPath();
      response.setHeader("Location", servlet.substring(servlet.lastIndexOf('/') + 1) + "/");
      response.setStatus(HttpServletResponse.SC_FOUND);
    } else if (path.equals("/api.json")) {
      send(request, response, file(places.getBytes(UTF_8), "application/json"));
    } else {
      Optional<File> file = find(path.equals("/") ? "index.html" : path.substring(1));
      if (file.isPresent()) {
        send(request, response, file.get());
      } else {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      }
    }
  }

  /** A browser asks each time whether the file has changed, so that an update shows at once. */
  private static void send(HttpServletRequest request, HttpServletResponse response, File file) {
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("ETag", file.tag());
    if (file.tag().equals(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(file.type());
    response.setContentLength(file.bytes().length);
    try {
      response.getOutputStream().write(file.bytes());
    } catch (IOException e) { // the server would log a stack trace, which any stranger can cause
      LOG.log(DEBUG, "The browser is gone", e);
    }
  }

  private Optional<File> find(String name) throws IOException {
    File known = files.get(name);
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (known != null || type == null || !NAME.matcher(name).matches()) {
      return Optional.ofNullable(known);
    }
    try (InputStream stream = Page.class.getResourceAsStream(name)) {
      if (stream == null) {
        return Optional.empty();
      }
      File file = file(stream.readAllBytes(), type);
      files.put(name, file);
      return Optional.of(file);
    }
  }

  private static File file(byte[] bytes, String type) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new File(bytes, type, "\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform must have SHA-256", e);
    }
  }
}
