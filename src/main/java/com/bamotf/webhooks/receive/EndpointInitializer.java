package com.bamotf.webhooks.receive;

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
 * Finds out at the start of a web application at which paths webhooks are taken, tells them, and
 * puts {@link BodyFilter} in front of them.
 *
 * <p>A servlet container initializer, since only that is handed each subclass of {@link
 * Application}, a CDI bean or not, before any request, on every server.
 */
@HandlesTypes(Application.class)
public class EndpointInitializer implements ServletContainerInitializer {

  @Override
  public void onStartup(@Nullable Set<Class<?>> found, ServletContext context) {
    List<RestApplication> served =
        applications(found)
            .map(type -> RestApplication.of(type, context))
            .filter(application -> !application.paths().isEmpty())
            .toList();
    List<String> paths =
        served.stream()
            .filter(RestApplication::takes)
            .flatMap(application -> application.paths().stream())
            .map(path -> path + "/webhook")
            .toList();
    EndpointReport.tell(context.getContextPath(), paths, served);
    BodyFilter.register(context, paths);
  }

  /** All subclasses; without one, the class itself, which a descriptor can map. */
  private static Stream<Class<?>> applications(@Nullable Set<Class<?>> found) {
    List<Class<?>> concrete =
        found == null
            ? List.of()
            : found.stream().filter(type -> !Modifier.isAbstract(type.getModifiers())).toList();
    return concrete.isEmpty() ? Stream.of(Application.class) : concrete.stream();
  }
}
