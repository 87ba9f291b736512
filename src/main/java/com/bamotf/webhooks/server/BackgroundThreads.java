package com.bamotf.webhooks.server;

/**
 * Implemented by beans whose threads run while the web application does. {@link
 * ApplicationLifecycle} calls each method once; the beans do not depend on an order.
 */
public interface BackgroundThreads {

  /** Called when the web application is up, enterprise beans included. */
  void start();

  /**
   * Called before the web application goes down, also if it was never up. Does nothing by default,
   * for threads that run until CDI ends.
   */
  default void stop() {}
}
