package com.bamotf.webhooks.server;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a failure's chain of causes. A handler can throw anything, so a chain may be a circle, or
 * end in a cause that cannot be read.
 */
public final class Causes {

  private static final int MAX = 50;

  private Causes() {}

  /** The failure and its causes, the innermost last; at most {@value #MAX}. */
  public static List<Throwable> of(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    Throwable next = failure;
    while (next != null && chain.size() < MAX) {
      chain.add(next);
      next = cause(next);
    }
    return chain;
  }

  /** The innermost cause, or the failure itself if it has none. */
  public static Throwable root(Throwable failure) {
    List<Throwable> chain = of(failure);
    return chain.get(chain.size() - 1);
  }

  private static @Nullable Throwable cause(Throwable failure) {
    try {
      return failure.getCause();
    } catch (RuntimeException | Error e) {
      return null;
    }
  }
}
