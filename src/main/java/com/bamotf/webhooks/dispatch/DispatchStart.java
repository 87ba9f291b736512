package com.bamotf.webhooks.dispatch;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts the workers when the web application is up and stops them before it goes down.
 *
 * <p>CDI's start event would be too early: on Payara and GlassFish, enterprise beans cannot be
 * called then, and each try would count as an attempt.
 */
public class DispatchStart implements ServletContainerInitializer, ServletContextListener {

  private @Nullable Dispatcher dispatcher;

  /** Registered in code, because a host's descriptor can disable annotations. */
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
