package com.bamotf.webhooks.console;

import static java.lang.System.Logger.Level.INFO;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.console.access.Role;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registers {@link ConsoleServlet}, unless {@code web.xml} does, and declares the roles, so that
 * the host's login can grant them.
 */
public class ConsoleInitializer implements ServletContainerInitializer {

  static final String DEFAULT_MAPPING = "/bamotf-console/*";

  private static final System.Logger LOG = System.getLogger(ConsoleInitializer.class.getName());

  @Override
  public void onStartup(@Nullable Set<Class<?>> found, ServletContext context) {
    context.declareRoles(Arrays.stream(Role.values()).map(Role::id).toArray(String[]::new));
    ServletRegistration servlet = context.getServletRegistration(ConsoleServlet.NAME);
    if (servlet == null) {
      ServletRegistration.Dynamic added =
          context.addServlet(ConsoleServlet.NAME, ConsoleServlet.class);
      added.setLoadOnStartup(1);
      added.addMapping(DEFAULT_MAPPING);
      servlet = added;
    }
    LOG.log(
        INFO,
        "{0}: the console is at {1}{2}/",
        LogCodes.CONSOLE,
        context.getContextPath(),
        ConsolePaths.page(servlet.getMappings()));
  }
}
