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
 * @param paths where it is mapped, such as {@code /api}, or an empty string for the root
 * @param listed the classes it lists; if none, the server uses all it finds
 */
record RestApplication(Class<?> type, List<String> paths, Set<Class<?>> listed) {

  private static final System.Logger LOG = System.getLogger(RestApplication.class.getName());

  /** Classes that an application must list if it lists any. */
  private static final List<Class<?>> REQUIRED =
      List.of(WebhookResource.class, SignatureFilter.class);

  static RestApplication of(Class<?> type, ServletContext context) {
    return new RestApplication(type, paths(type, context), listed(type));
  }

  /** Whether it serves the endpoint, together with the filter that guards it. */
  boolean servesWebhooks() {
    return listed.isEmpty() || listed.containsAll(REQUIRED);
  }

  /** What to do so that it serves webhooks. */
  String remedy() {
    return type.getName()
        + " lists its classes; add "
        + REQUIRED.stream()
            .filter(required -> !listed.contains(required))
            .map(Class::getName)
            .collect(Collectors.joining(" and "));
  }

  /** A servlet mapping takes precedence over the annotation. */
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

  /** Converts {@code api}, {@code /api/} or {@code /api/*} to {@code /api}. */
  private static String path(String pattern) {
    String name = pattern.replaceFirst("[*]$", "").replaceAll("^/+|/+$", "");
    return name.isEmpty() ? "" : "/" + name;
  }

  @SuppressWarnings("deprecation") // getSingletons, which applications still override
  private static Set<Class<?>> listed(Class<?> type) {
    try {
      if (!overrides(type, "getClasses") && !overrides(type, "getSingletons")) {
        return Set.of(); // without calling the host's constructor
      }
      Application application = (Application) type.getConstructor().newInstance();
      return Stream.concat(
              application.getClasses().stream(),
              application.getSingletons().stream().map(Object::getClass))
          .collect(Collectors.toUnmodifiableSet());
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      // It needs something that only the server provides, such as injection.
      LOG.log(DEBUG, "Cannot determine the classes of " + type.getName(), e);
      return Set.of();
    }
  }

  private static boolean overrides(Class<?> type, String method) throws NoSuchMethodException {
    return type.getMethod(method).getDeclaringClass() != Application.class;
  }
}
