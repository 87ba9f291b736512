package com.bamotf.webhooks.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Long-running threads that are stopped together. Thread-safe. */
public final class WorkerThreads {

  private final List<Thread> threads = new ArrayList<>();
  private int started;

  /** Starts a thread with this name and a number. */
  public synchronized void start(ThreadFactory factory, String name, Runnable work) {
    started++;
    threads.removeIf(thread -> !thread.isAlive());
    Thread thread = factory.newThread(work);
    thread.setName(name + "-" + started);
    thread.setDaemon(true);
    thread.start();
    threads.add(thread);
  }

  /** Waits for the threads to end, and interrupts those that still run after the grace period. */
  public void stop(Duration grace) {
    long end = System.nanoTime() + grace.toNanos();
    List<Thread> toStop;
    synchronized (this) {
      toStop = List.copyOf(threads);
      threads.clear();
    }
    try {
      for (Thread thread : toStop) {
        TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, end - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    toStop.forEach(Thread::interrupt);
  }
}
