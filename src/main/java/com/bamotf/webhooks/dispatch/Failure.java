package com.bamotf.webhooks.dispatch;

import com.bamotf.webhooks.event.AbandonEventException;
import com.bamotf.webhooks.event.RetryEventException;
import com.bamotf.webhooks.server.Causes;
import jakarta.enterprise.event.ObserverException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Optional;

/** Inspects the failure of an attempt. Containers wrap a handler's exception in their own. */
final class Failure {

  private Failure() {}

  /** The failure itself, without what the container or this package wrapped it in. */
  static Throwable unwrapped(Throwable failure) {
    return Causes.of(failure).stream()
        .filter(each -> !isWrapping(each))
        .findFirst()
        .orElseGet(() -> Causes.root(failure));
  }

  /** By name, since a server without enterprise beans lacks the class. */
  private static boolean isWrapping(Throwable failure) {
    if (failure instanceof ObserverException
        || failure instanceof UndeclaredThrowableException
        || failure instanceof UnreadableEntryException) {
      return true;
    }
    for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals("jakarta.ejb.EJBException")) {
        return true;
      }
    }
    return false;
  }

  /** Whether a retry cannot help: the handler said so, or the stored body is unreadable. */
  static boolean isFinal(Throwable failure) {
    return failure instanceof UnreadableEntryException
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
