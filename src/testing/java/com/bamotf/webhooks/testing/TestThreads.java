package com.bamotf.webhooks.testing;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * The server's thread factory, whose threads wait to be released: the scenario does on the test's
 * thread what the library's threads would do.
 */
final class TestThreads implements ManagedThreadFactory {

  private final List<Waiting> waiting = new CopyOnWriteArrayList<>();

  private final class Waiting extends Thread {
    Waiting(Runnable work) {
      super(work);
    }

    @Override
    public void start() {
      waiting.add(this);
    }

    void release() {
      super.start();
    }
  }

  @Override
  public Thread newThread(Runnable work) {
    return new Waiting(work);
  }

  @Override
  public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
    throw new UnsupportedOperationException("The test kit has no threads for a ForkJoinPool");
  }

  /** Starts those whose name begins so. */
  void release(String name) {
    for (Waiting each : waiting) {
      if (each.getName().startsWith(name) && waiting.remove(each)) {
        each.release();
      }
    }
  }
}
