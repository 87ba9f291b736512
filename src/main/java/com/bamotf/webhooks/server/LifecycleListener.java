package com.bamotf.webhooks.server;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells {@link ApplicationLifecycle} when the web application is up and before it goes down. */
public class LifecycleListener implements ServletContainerInitializer, ServletContextListener {

  private @Nullable ApplicationLifecycle lifecycle;

  /** Registered in code, because a host's descriptor can disable annotations. */
  @Override
  public void onStartup(@Nullable Set<Class<?>> none, ServletContext context) {
    context.addListener(new LifecycleListener());
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    lifecycle = CDI.current().select(ApplicationLifecycle.class).get();
    lifecycle.start();
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (lifecycle != null) {
      lifecycle.stop();
    }
  }
}
