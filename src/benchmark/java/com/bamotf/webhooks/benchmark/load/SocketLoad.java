package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.benchmark.Samples;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** A thread and a socket for each connection; it ends early when all facts are sent. */
final class SocketLoad implements Load {

  /** What one connection saw. */
  private record Seen(List<Double> millis, long refused) {}

  @Override
  public LoadResult drive(URI receiver, Path facts, int connections, int seconds)
      throws IOException {
    long begun = System.nanoTime();
    long end = begun + Duration.ofSeconds(seconds).toNanos();
    List<Seen> seen = onAll(receiver, facts, connections, () -> System.nanoTime() - end < 0);
    return sum(seen, (System.nanoTime() - begun) / 1e9);
  }

  /** Sends all facts of the file, however long it takes, and throws unless each got a 2xx. */
  static void deliverAll(URI receiver, Path facts, int connections) throws IOException {
    sum(onAll(receiver, facts, connections, () -> true), 1).requireClean(receiver.toString());
  }

  private static List<Seen> onAll(URI receiver, Path facts, int connections, BooleanSupplier goesOn)
      throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try (DataInputStream requests = open(facts)) {
      List<CompletableFuture<Seen>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        running.add(
            CompletableFuture.supplyAsync(() -> deliver(receiver, requests, goesOn), threads));
      }
      return running.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw new IOException("A connection broke", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static Seen deliver(URI receiver, DataInputStream facts, BooleanSupplier goesOn) {
    List<Double> millis = new ArrayList<>();
    long refused = 0;
    try (Connection connection = new Connection(receiver)) {
      while (goesOn.getAsBoolean()) {
        byte[] request = take(facts);
        if (request == null) {
          break;
        }
        long sent = System.nanoTime();
        int status = connection.exchange(request);
        millis.add((System.nanoTime() - sent) / 1e6);
        refused += status / 100 == 2 ? 0 : 1;
      }
      return new Seen(millis, refused);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private static byte[] take(DataInputStream facts) throws IOException {
    synchronized (facts) {
      return Facts.next(facts);
    }
  }

  static DataInputStream open(Path facts) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(facts), 1 << 16));
  }

  private static LoadResult sum(List<Seen> seen, double seconds) {
    List<Double> millis = seen.stream().flatMap(one -> one.millis.stream()).toList();
    long refused = seen.stream().mapToLong(Seen::refused).sum();
    Samples latencies = new Samples(millis);
    return new LoadResult(
        millis.size(), refused, 0, seconds, latencies.quantile(0.5), latencies.quantile(0.99));
  }
}
