package com.bamotf.webhooks.console.api;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.console.access.Access;
import com.bamotf.webhooks.console.access.Caller;
import com.bamotf.webhooks.console.access.Refusal;
import com.bamotf.webhooks.server.LogThrottle;
import com.bamotf.webhooks.server.TransactionFailedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the route of a request, checks its caller, and answers it. Thread-safe. */
@Singleton
public class Api {

  /** Its path below the console's, or beside the page. */
  public static final String PATH = "/api/admin";

  private static final System.Logger LOG = System.getLogger(Api.class.getName());

  private final Access access;
  private final List<Route> routes;
  private final LogThrottle away = new LogThrottle();
  private final LogThrottle unexpected = new LogThrottle();
  private final RequestBodies bodies = new RequestBodies(System::nanoTime);

  @Inject
  Api(Access access, Routes routes) {
    this(access, routes.all());
  }

  Api(Access access, List<Route> routes) {
    this.access = access;
    this.routes = List.copyOf(routes);
  }

  /**
   * Answers a request. Never throws: the server would log a stack trace for a caller that is gone.
   *
   * @param path below the API's own, such as {@code /entries}
   */
  public void answer(HttpServletRequest request, HttpServletResponse response, String path) {
    response.setHeader("Cache-Control", "no-store");
    try {
      answer(request, path).send(response);
    } catch (IOException e) {
      LOG.log(DEBUG, "The caller is gone", e);
    }
  }

  ApiAnswer answer(HttpServletRequest request, String path) {
    try {
      return find(request, path);
    } catch (Problem e) {
      return e.answer();
    } catch (SQLException | TransactionFailedException e) {
      away.pass()
          .ifPresent(
              suppressed ->
                  log(
                      WARNING,
                      LogCodes.DATABASE_UNAVAILABLE + ": a request to the console failed",
                      suppressed,
                      e));
      return Problem.of(503, "The database is unavailable; try again later").answer();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Problem.of(503, "The server is stopping").answer();
    } catch (RuntimeException e) {
      unexpected
          .pass()
          .ifPresent(
              suppressed ->
                  log(
                      ERROR,
                      LogCodes.UNEXPECTED + ": a request failed with an unexpected exception",
                      suppressed,
                      e));
      return Problem.of(500, "Internal error; see the server's log").answer();
    }
  }

  private static void log(
      System.Logger.Level level, String message, String suppressed, Exception failure) {
    LOG.log(level, message + suppressed, failure);
  }

  private ApiAnswer find(HttpServletRequest request, String path)
      throws SQLException, InterruptedException {
    String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    TreeSet<String> allowed = new TreeSet<>();
    for (Route route : routes) {
      Map<String, String> parts = route.match(path);
      if (parts != null && route.method().equals(method)) {
        return handle(request, route, parts);
      }
      if (parts != null) {
        allowed.add(route.method());
      }
    }
    throw allowed.isEmpty()
        ? Problem.of(404, "The API has no such path; docs/admin-api.yaml lists all")
        : Problem.methodNotAllowed(String.join(", ", allowed));
  }

  private ApiAnswer handle(HttpServletRequest request, Route route, Map<String, String> parts)
      throws SQLException, InterruptedException {
    Caller caller = access.caller(request);
    Refusal refusal = refusal(request, route, caller);
    if (refusal != null) {
      throw Problem.of(refusal);
    }
    return route.handler().handle(new Call(request, caller, parts, bodies));
  }

  private @Nullable Refusal refusal(HttpServletRequest request, Route route, Caller caller) {
    if (route.role() != null) {
      return access.refusal(request, caller, route.role());
    }
    return route.method().equals("GET") ? null : access.originRefusal(request);
  }
}
