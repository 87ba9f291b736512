package com.bamotf.webhooks.receive;

import static java.lang.System.Logger.Level.DEBUG;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Jakarta REST application of the host.
 *
 * @param type its class
 * @param paths where it is served, as {@code /api} or empty for the root; none if it is not served
 * @param listed the classes that it names; if there are none, the server takes what it finds
 */
record RestApplication(Class<?> type, List<String> paths, Set<Class<?>> listed) {

  private static final System.Logger LOG = System.getLogger(RestApplication.class.getName());

  /** What an application must name if it names anything. */
  private static final List<Class<?>> NEEDED =
      List.of(WebhookResource.class, SignatureFilter.class);

  static RestApplication of(Class<?> type, ServletContext context) {
    return new RestApplication(type, paths(type, context), listed(type));
  }

  /** Whether the endpoint is part of it, together with the filter that guards it. */
  boolean takes() {
    return listed.isEmpty() || listed.containsAll(NEEDED);
  }

  /** What to do so that it takes webhooks. */
  String missing() {
    return type.getName()
        + " lists its classes; add to them "
        + NEEDED.stream()
            .filter(needed -> !listed.contains(needed))
            .map(Class::getName)
            .collect(Collectors.joining(" and "));
  }

  /** A servlet mapping in the descriptor goes before the annotation. */
  private static List<String> paths(Class<?> type, ServletContext context) {
    List<String> mapped =
        context.getServletRegistrations().values().stream()
            .filter(servlet -> serves(servlet, type))
            .map(ServletRegistration::getMappings)
            .flatMap(Collection::stream)
            .toList();
    ApplicationPath annotation = type.getAnnotation(ApplicationPath.class);
    return (mapped.isEmpty() && annotation != null ? List.of(annotation.value()) : mapped)
        .stream().map(RestApplication::path).distinct().toList();
  }

  private static boolean serves(ServletRegistration servlet, Class<?> type) {
    return servlet.getName().equals(type.getName())
        || servlet.getInitParameters().containsValue(type.getName());
  }

  /** From {@code api}, {@code /api/} or {@code /api/*} to {@code /api}. */
  private static String path(String pattern) {
    String name = pattern.replaceFirst("[*]$", "").replaceAll("^/+|/+$", "");
    return name.isEmpty() ? "" : "/" + name;
  }

  @SuppressWarnings("deprecation") // getSingletons: applications still have it
  private static Set<Class<?>> listed(Class<?> type) {
    try {
      if (!overrides(type, "getClasses") && !overrides(type, "getSingletons")) {
        return Set.of(); // and the host's constructor need not run once more
      }
      Application application = (Application) type.getConstructor().newInstance();
      return Stream.concat(
              application.getClasses().stream(),
              application.getSingletons().stream().map(Object::getClass))
          .collect(Collectors.toUnmodifiableSet());
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      // It needs what only the server can give it, such as injection. Then nothing is known.
      LOG.log(DEBUG, "The classes of " + type.getName() + " cannot be asked for", e);
      return Set.of();
    }
  }

  private static boolean overrides(Class<?> type, String method) throws NoSuchMethodException {
    return type.getMethod(method).getDeclaringClass() != Application.class;
  }
}
