package com.bamotf.webhooks.client;

import static java.lang.System.Logger.Level.DEBUG;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.server.ServerResources;
import com.bamotf.webhooks.server.WorkerThreads;
import com.bamotf.webhooks.telemetry.Telemetry;
import com.bamotf.webhooks.telemetry.Traces;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits how long anything on a connection to bamotf may take. A read timeout is not enough: it
 * starts anew with every byte. So each step runs on a thread of its own, which is left behind if it
 * takes too long. Thread-safe.
 *
 * <p>RESTEasy (WildFly, Open Liberty) ends such a thread when its client is closed. Jersey (Payara,
 * GlassFish) has no means for that: the thread ends when the connection does.
 */
@Singleton
class CallLimit {

  private static final System.Logger LOG = System.getLogger(CallLimit.class.getName());

  /** How many abandoned steps may still run before new ones are refused. */
  static final int MAX_GIVEN_UP = 8;

  private static final long IDLE_SECONDS = 5;

  private final Settings.Api settings;
  private final Duration limit;
  private final Traces traces;
  private final ThreadPoolExecutor threads;
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger givenUp = new AtomicInteger();

  @Inject
  CallLimit(Settings settings, ServerResources server, Telemetry telemetry) {
    this(settings, server, telemetry.traces(), ofCall(settings.api()));
  }

  CallLimit(Settings settings, ServerResources server, Traces traces, Duration limit) {
    this.settings = settings.api();
    this.traces = traces;
    this.limit = limit;
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work ->
                WorkerThreads.thread(
                    server.threadFactory(), "bamotf-api-" + started.incrementAndGet(), work));
  }

  /** Time to connect, for the first byte, and for the rest of the answer. */
  static Duration ofCall(Settings.Api settings) {
    return settings.connectTimeout().plus(settings.readTimeout().multipliedBy(2));
  }

  /**
   * Takes a step and waits for it.
   *
   * @param breakOff breaks its connection off if it takes too long
   * @param late takes the result if it comes after that
   * @throws BamotfException.Unavailable if it takes too long, or the caller is interrupted
   */
  <T> T within(@Nullable String id, Supplier<T> step, Runnable breakOff, Consumer<? super T> late) {
    if (givenUp.get() >= MAX_GIVEN_UP) {
      throw ApiResponses.tooManyGivenUp(settings.url(), id, MAX_GIVEN_UP);
    }
    if (Thread.currentThread().isInterrupted()) {
      throw ApiResponses.interrupted(id, new InterruptedException()); // nothing was sent
    }
    CompletableFuture<T> result = start(id, step);
    try {
      return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (TimeoutException e) {
      giveUp(result, breakOff, late);
      throw ApiResponses.endless(settings.url(), id, limit);
    } catch (InterruptedException e) {
      giveUp(result, breakOff, late);
      Thread.currentThread().interrupt();
      throw ApiResponses.interrupted(id, e);
    }
  }

  private <T> CompletableFuture<T> start(@Nullable String id, Supplier<T> step) {
    try {
      return CompletableFuture.supplyAsync(traces.continuing(step), threads);
    } catch (RejectedExecutionException e) {
      throw ApiResponses.stopping(id, e);
    }
  }

  /** Waits until every step that runs now has ended or was given up, or the application stops. */
  void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(limit.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs what may block, and does not wait for it. */
  void inBackground(Runnable task) {
    try {
      threads.execute(task);
    } catch (RuntimeException e) { // no threads: the application is stopping
      LOG.log(DEBUG, "A connection to bamotf was not closed", e);
    }
  }

  /** Ends the idle threads, which would keep the application's class loader. */
  @PreDestroy
  void close() {
    threads.shutdownNow();
    try {
      boolean unused = threads.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private <T> void giveUp(
      CompletableFuture<T> result, Runnable breakOff, Consumer<? super T> late) {
    givenUp.incrementAndGet();
    CompletableFuture<T> unused =
        result.whenComplete(
            (value, failure) -> {
              givenUp.decrementAndGet();
              if (failure == null) {
                late.accept(value);
              }
            });
    inBackground(breakOff);
  }

  private static RuntimeException failure(@Nullable Throwable cause) {
    if (cause instanceof BamotfException ours) {
      // The caller's stack trace says more than that of the worker thread.
      ours.setStackTrace(new Throwable().getStackTrace());
    }
    if (cause instanceof RuntimeException failure) {
      return failure;
    }
    throw (Error) cause;
  }
}
