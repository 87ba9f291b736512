package com.bamotf.webhooks.receive;

import static java.lang.System.Logger.Level.DEBUG;

import jakarta.servlet.AsyncContext;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * Dispatches a request when its body has arrived, at a moment that is safe on its server: two
 * servers lose a dispatch, or the request, while threads of theirs still return. Created on the
 * thread of the request.
 */
final class LateDispatch {

  private static final System.Logger LOG = System.getLogger(LateDispatch.class.getName());

  /** In {@code getServerInfo} of Open Liberty and WebSphere Liberty. */
  private static final Pattern LIBERTY = Pattern.compile("WebSphere");

  /** In {@code getServerInfo} of Payara and GlassFish, which serve HTTP with Grizzly. */
  private static final Pattern GRIZZLY = Pattern.compile("Payara|GlassFish");

  private static final long PAUSE = 1_000_000; // nanoseconds
  private static final int MAX_PAUSES = 1_000;
  private static final long LIBERTY_PAUSE = 20 * PAUSE;

  private final AsyncContext context;
  private final String server;
  private final Duration timeout;

  /** The thread of the request, which returns to the server once the reading has begun. */
  private final Thread first = Thread.currentThread();

  /**
   * @param timeout of the context
   */
  LateDispatch(AsyncContext context, String server, Duration timeout) {
    this.context = context;
    this.server = server;
    this.timeout = timeout;
  }

  boolean isLiberty() {
    return LIBERTY.matcher(server).find();
  }

  boolean isGrizzly() {
    return GRIZZLY.matcher(server).find();
  }

  void run() {
    if (isLiberty()) {
      Thread thread = new Thread(this::runOnLiberty, "bamotf-late-body");
      thread.setDaemon(true);
      thread.start();
    } else {
      if (isGrizzly() && Thread.currentThread() != first) {
        awaitReturn();
      }
      context.dispatch();
    }
  }

  /**
   * A dispatch can find the request without its application while the threads of the request and of
   * the read listener still return to the server, which nothing shows.
   */
  private void runOnLiberty() {
    LockSupport.parkNanos(LIBERTY_PAUSE);
    try {
      context.dispatch();
    } catch (RuntimeException e) {
      LOG.log(DEBUG, "The server has ended the request", e);
    }
  }

  /**
   * Payara and GlassFish lose a dispatch that another thread calls just when the first one returns,
   * and then answer 500 at the deadline. A cold server is slow enough for that. If the first thread
   * has not returned after a second, it is still at work, and a dispatch is safe.
   */
  private void awaitReturn() {
    for (int pauses = 0; !hasReturned() && pauses < MAX_PAUSES; pauses++) {
      LockSupport.parkNanos(PAUSE);
    }
    LockSupport.parkNanos(PAUSE); // the server shows it a moment too early
  }

  /**
   * By the specification, the timeout cannot be set any more when the first thread has returned.
   */
  private boolean hasReturned() {
    try {
      context.setTimeout(timeout.toMillis());
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }
}
