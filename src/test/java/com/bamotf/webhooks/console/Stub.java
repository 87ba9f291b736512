package com.bamotf.webhooks.console;

import java.lang.reflect.Proxy;
import java.util.Map;

/** An interface of the server with fixed answers; a method without one fails the test. */
public final class Stub {

  /** What a method does with its first argument, which is null where it has none. */
  public interface Answer {
    Object to(Object argument) throws Exception;
  }

  private Stub() {}

  public static <T> T of(Class<T> type, Map<String, Answer> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Answer answer = answers.get(method.getName());
              if (answer == null) {
                throw new AssertionError("unexpected call of " + method);
              }
              return answer.to(arguments == null ? null : arguments[0]);
            }));
  }
}
