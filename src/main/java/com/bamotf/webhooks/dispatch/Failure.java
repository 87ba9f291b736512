package com.bamotf.webhooks.dispatch;

import com.bamotf.webhooks.event.AbandonEventException;
import com.bamotf.webhooks.event.RetryEventException;
import com.bamotf.webhooks.server.Causes;
import com.bamotf.webhooks.wire.UnreadableEventException;
import jakarta.enterprise.event.ObserverException;
import java.util.Optional;

/** Inspects a handler's exception, which containers wrap in their own. */
final class Failure {

  private Failure() {}

  /** The handler's own exception, without the container's wrapping. */
  static Throwable unwrapped(Throwable failure) {
    return Causes.of(failure).stream()
        .filter(each -> !isWrapping(each))
        .findFirst()
        .orElseGet(() -> Causes.root(failure));
  }

  /** By name, since a server without enterprise beans lacks the class. */
  private static boolean isWrapping(Throwable failure) {
    if (failure instanceof ObserverException) {
      return true;
    }
    for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals("jakarta.ejb.EJBException")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a retry cannot help: the handler said so, or the stored body is unreadable. As the
   * cause of a handler's failure, an unreadable body is an answer of bamotf's API.
   */
  static boolean isFinal(Throwable failure) {
    return failure instanceof UnreadableEventException
        || find(failure, AbandonEventException.class).isPresent();
  }

  /** The handler's request for a retry at a certain time. */
  static Optional<RetryEventException> requestedRetry(Throwable failure) {
    return find(failure, RetryEventException.class);
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    return Causes.of(failure).stream().filter(type::isInstance).map(type::cast).findFirst();
  }
}
