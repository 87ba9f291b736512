package com.bamotf.webhooks.receive;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.ws.rs.core.Application;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * At startup, finds the paths that accept webhooks, logs them, and maps {@link BodyFilter} to them.
 * Without any, it logs why, since Jakarta REST says nothing about a resource that is not served.
 *
 * <p>Only a servlet container initializer gets every subclass of {@link Application}, whether it is
 * a CDI bean or not, on every server.
 */
@HandlesTypes(Application.class)
public class EndpointInitializer implements ServletContainerInitializer {

  /**
   * The servlet context's attribute with the paths below its root that accept webhooks, a {@code
   * List<String>}.
   */
  public static final String PATHS = "com.bamotf.webhooks.paths";

  private static final System.Logger LOG = System.getLogger(EndpointInitializer.class.getName());

  private static final String NOTHING_SERVED =
      "it has no Jakarta REST application with a path. Add a class such as @ApplicationPath(\"api\") class Api extends"
          + " jakarta.ws.rs.core.Application, or declare and map a servlet named jakarta.ws.rs.core.Application in WEB-INF/web.xml";

  @Override
  public void onStartup(@Nullable Set<Class<?>> found, ServletContext context) {
    List<RestApplication> served =
        applications(found)
            .map(type -> RestApplication.of(type, context))
            .filter(application -> !application.paths().isEmpty())
            .toList();
    List<String> paths =
        served.stream()
            .filter(RestApplication::servesWebhooks)
            .flatMap(application -> application.paths().stream())
            .map(path -> path + "/webhook")
            .toList();
    log(context.getContextPath(), paths, served);
    context.setAttribute(PATHS, paths);
    BodyFilter.register(context, paths);
  }

  /** All concrete subclasses; if there is none, the class itself, which web.xml can map. */
  private static Stream<Class<?>> applications(@Nullable Set<Class<?>> found) {
    List<Class<?>> concrete =
        found == null
            ? List.of()
            : found.stream().filter(type -> !Modifier.isAbstract(type.getModifiers())).toList();
    return concrete.isEmpty() ? Stream.of(Application.class) : concrete.stream();
  }

  /**
   * @param paths the endpoints below the context root
   * @param served the Jakarta REST applications that have a path, whether they accept webhooks or
   *     not
   */
  static void log(String contextRoot, List<String> paths, List<RestApplication> served) {
    for (String path : paths) {
      LOG.log(
          INFO, "{0}: webhooks are accepted at POST {1}{2}", LogCodes.ENDPOINT, contextRoot, path);
    }
    if (paths.isEmpty()) {
      LOG.log(
          WARNING,
          "{0}: no webhook can reach the web application \"{1}\": {2}",
          LogCodes.NO_ENDPOINT,
          contextRoot,
          served.isEmpty() ? NOTHING_SERVED : served.get(0).remedy());
    }
  }
}
