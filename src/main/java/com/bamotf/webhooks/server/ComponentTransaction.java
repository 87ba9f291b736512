package com.bamotf.webhooks.server;

import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * Keeps the transaction on the calling component while Payara or GlassFish commits it.
 *
 * <p>They detach it before the commit if {@code @Transactional} began it. A connection that is
 * opened during the commit, as EclipseLink does to write, would then not be part of it. After the
 * commit this class detaches it again, before the observers run; otherwise their connections would
 * never be returned. It acts only where the server's own interceptor does: on web components, which
 * include the worker threads, and not on an enterprise bean that calls this module, because that
 * bean's connections must stay in its own transaction. Thread-safe.
 */
final class ComponentTransaction implements Synchronization {

  private final TransactionManager manager;
  private final Method putOn;
  private final Method takeOff;

  private ComponentTransaction(TransactionManager manager, Method putOn, Method takeOff) {
    this.manager = manager;
    this.putOn = putOn;
    this.takeOff = takeOff;
  }

  /** Empty for the manager of another server. */
  static Optional<ComponentTransaction> of(TransactionManager manager) {
    try {
      Class<?> type = manager.getClass();
      return Optional.of(
          new ComponentTransaction(
              manager,
              type.getMethod("preInvokeTx", boolean.class),
              type.getMethod("postInvokeTx", boolean.class, boolean.class)));
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  /** Must be called before anything that writes at the commit. */
  @Override
  public void beforeCompletion() {
    call(putOn, true); // only on the component that the interceptor acts on
  }

  /** Must be called before the observers. */
  @Override
  public void afterCompletion(int status) {
    call(takeOff, false, true); // not suspended
  }

  private void call(Method method, Object... arguments) {
    try {
      method.invoke(manager, arguments);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(
          "The server does not keep the transaction on its component during the commit", e);
    }
  }
}
