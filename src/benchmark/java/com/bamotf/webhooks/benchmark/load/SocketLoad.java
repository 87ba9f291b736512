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

/** A thread and a socket for each connection. */
final class SocketLoad implements Load {

  /** What one connection saw. */
  private record Seen(List<Double> millis, long refused) {}

  @Override
  public LoadResult drive(URI receiver, Path facts, int connections, int seconds)
      throws IOException {
    long begun = System.nanoTime();
    long end = begun + Duration.ofSeconds(seconds).toNanos();
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    List<Seen> seen;
    try (DataInputStream requests = open(facts)) {
      List<CompletableFuture<Seen>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        running.add(CompletableFuture.supplyAsync(() -> deliver(receiver, requests, end), threads));
      }
      seen = running.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw new IOException("A connection broke", e.getCause());
    } finally {
      threads.shutdownNow();
    }
    return sum(seen, (System.nanoTime() - begun) / 1e9);
  }

  private static Seen deliver(URI receiver, DataInputStream facts, long end) {
    List<Double> millis = new ArrayList<>();
    long refused = 0;
    try (Connection connection = new Connection(receiver)) {
      while (System.nanoTime() - end < 0) {
        byte[] request = take(facts);
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
      byte[] request = Facts.next(facts);
      if (request == null) {
        throw new IOException("All facts were sent before the round was over");
      }
      return request;
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
