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
 * Tells at the start of a web application at which path webhooks are taken, or why none can arrive.
 * Jakarta REST itself is silent about a resource that no application serves.
 *
 * <p>A servlet container initializer, since only that is handed each subclass of {@link
 * Application}, a CDI bean or not, before any request, on every server.
 */
@HandlesTypes(Application.class)
public class EndpointReport implements ServletContainerInitializer {

  private static final System.Logger LOG = System.getLogger(EndpointReport.class.getName());

  @Override
  public void onStartup(@Nullable Set<Class<?>> found, ServletContext context) {
    List<RestApplication> served =
        applications(found)
            .map(type -> RestApplication.of(type, context))
            .filter(application -> !application.paths().isEmpty())
            .toList();
    List<RestApplication> complete = served.stream().filter(RestApplication::takes).toList();
    complete.stream().flatMap(each -> each.paths().stream()).forEach(path -> tell(context, path));
    if (complete.isEmpty()) {
      LOG.log(
          WARNING,
          "{0}: no webhook can arrive at the web application \"{1}\": {2}",
          LogCodes.NO_ENDPOINT,
          context.getContextPath(),
          served.isEmpty() ? nothingServed() : served.get(0).missing());
    }
  }

  /** All subclasses; without one, the class itself, which a descriptor can map. */
  private static Stream<Class<?>> applications(@Nullable Set<Class<?>> found) {
    List<Class<?>> concrete =
        found == null
            ? List.of()
            : found.stream().filter(type -> !Modifier.isAbstract(type.getModifiers())).toList();
    return concrete.isEmpty() ? Stream.of(Application.class) : concrete.stream();
  }

  private static void tell(ServletContext context, String path) {
    LOG.log(
        INFO,
        "{0}: webhooks are taken at POST {1}{2}/webhook",
        LogCodes.ENDPOINT,
        context.getContextPath(),
        path);
  }

  private static String nothingServed() {
    return "it has no Jakarta REST application with a path. Add a class such as @ApplicationPath(\"api\") class Api extends"
        + " jakarta.ws.rs.core.Application, or declare and map a servlet named jakarta.ws.rs.core.Application in WEB-INF/web.xml";
  }
}
