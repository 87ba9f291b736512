package com.bamotf.webhooks.dispatch;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts the workers when the web application is up, and stops them before it goes down.
 *
 * <p>CDI tells of the application's start too early for that: on Payara and GlassFish no enterprise
 * bean can be called yet, the longer the more applications the server starts, and each try would
 * count as an attempt. A listener is called when all of the container's parts are there.
 */
public class DispatchStart implements ServletContainerInitializer, ServletContextListener {

  private @Nullable Dispatcher dispatcher;

  /** Registered here and not by an annotation, which a host's descriptor can switch off. */
  @Override
  public void onStartup(@Nullable Set<Class<?>> none, ServletContext context) {
    context.addListener(new DispatchStart());
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    dispatcher = CDI.current().select(Dispatcher.class).get();
    dispatcher.start();
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (dispatcher != null) {
      dispatcher.stop();
    }
  }
}
