package com.bamotf.webhooks.server;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Long-running threads that are stopped together. Thread-safe. */
public final class WorkerThreads {

  /** What a thread does again and again. */
  @FunctionalInterface
  public interface Step {
    void run() throws InterruptedException;
  }

  private static final System.Logger LOG = System.getLogger(WorkerThreads.class.getName());
  private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);

  private final List<Thread> threads = new ArrayList<>();
  private int started;

  /** Starts a thread with this name and a number. */
  public synchronized void start(ThreadFactory factory, String name, Runnable work) {
    started++;
    threads.removeIf(thread -> !thread.isAlive());
    Thread thread = thread(factory, name + "-" + started, work);
    thread.start();
    threads.add(thread);
  }

  /** A daemon thread of this name, not started yet. */
  public static Thread thread(ThreadFactory factory, String name, Runnable work) {
    Thread thread = factory.newThread(work);
    thread.setName(name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Repeats a step on the calling thread until it is to end. Nothing else ends it: neither an error
   * nor an interrupt, since the host's own code, such as a filter, may interrupt the thread.
   *
   * @param isEnding must be true before {@link #stop} is called
   */
  @SuppressWarnings("CatchingUnchecked") // nobody would start the thread again
  public static void repeat(BooleanSupplier isEnding, Step step) {
    while (!isEnding.getAsBoolean()) {
      try {
        Thread.interrupted(); // H2 closes a database that an interrupted thread uses
        step.run();
      } catch (InterruptedException e) {
        // If this was to stop the thread, it is ending now.
      } catch (Throwable e) {
        report(e);
        LockSupport.parkNanos(PAUSE_AFTER_ERROR.toNanos());
      }
    }
  }

  private static void report(Throwable error) {
    try {
      LOG.log(
          WARNING,
          "%s: an unexpected error on the thread %s, which keeps running: %s"
              .formatted(
                  LogCodes.THREAD_GOES_ON,
                  Thread.currentThread().getName(),
                  error.getClass().getName()),
          error);
    } catch (RuntimeException | Error e) {
      // No memory is left for the line, or the error cannot be printed.
    }
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
