package com.bamotf.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.inbox.StoreResult;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Disorder: two servers on one database take the deliveries of many payment intents from eight
 * threads, duplicated, under other keys and in any order, while they handle them. What the
 * observers saw of each payment intent must be a legal story.
 */
abstract class HistoriesContract {

  private static final long SEED = 20261124;
  private static final int SENDERS = 8;
  private static final int WORKERS = 3;
  private static final List<String> ORDER =
      List.of("payment_intent.pending", "payment_intent.processing", "final");

  private record Delivery(String intent, String event, String key) {
    String body() {
      return Bodies.event(intent, event, key, "prod");
    }
  }

  abstract DataSource freshDatabase();

  /** How many payment intents take part. */
  int intents() {
    return 1_000;
  }

  @Test
  void everyHistoryIsLegal() throws Exception {
    Settings settings = InboxFixture.SETTINGS;
    DataSource dataSource = freshDatabase();
    List<Delivery> deliveries = shuffledHistories(new Random(SEED));
    ExecutorService threads = Executors.newCachedThreadPool();
    try (DispatchFixture first = new DispatchFixture(dataSource, settings, System::nanoTime);
        DispatchFixture second = new DispatchFixture(dataSource, settings, System::nanoTime)) {
      first.createOrders();
      Set<String> failed = ConcurrentHashMap.newKeySet();
      for (DispatchFixture server : List.of(first, second)) {
        // The first handling of about every seventh event fails, so that retries are part of the
        // disorder.
        server.behaviour =
            event -> {
              String fact = event.paymentIntent().id() + event.type();
              if (fact.hashCode() % 7 == 0 && failed.add(fact)) {
                throw new IllegalStateException("the first time");
              }
            };
      }
      AtomicBoolean sent = new AtomicBoolean();
      List<CompletableFuture<Void>> workers = new ArrayList<>();
      for (DispatchFixture server : List.of(first, second)) {
        for (int i = 0; i < WORKERS; i++) {
          workers.add(CompletableFuture.runAsync(() -> work(server, sent), threads));
        }
      }
      send(deliveries, List.of(first, second), threads);
      sent.set(true);
      for (CompletableFuture<Void> worker : workers) {
        worker.orTimeout(10, TimeUnit.MINUTES).join();
      }
      check(dataSource, deliveries);
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Delivery> shuffledHistories(Random random) {
    List<Delivery> all = new ArrayList<>();
    for (int i = 0; i < intents(); i++) {
      String intent = "pi_" + i;
      List<String> events = new ArrayList<>(List.of("pending", "processing"));
      events.add(random.nextInt(4) == 0 ? "canceled" : "succeeded");
      for (String event : events) {
        int copies = 1 + random.nextInt(3);
        for (int copy = 0; copy < copies; copy++) {
          all.add(new Delivery(intent, event, String.valueOf(random.nextInt(5))));
        }
      }
    }
    // Neighbours change places within a window, so that the deliveries of one intent meet each
    // other in flight.
    for (int i = 0; i < all.size(); i++) {
      Collections.swap(all, i, Math.min(all.size() - 1, i + random.nextInt(40)));
    }
    return all;
  }

  private static void send(
      List<Delivery> deliveries, List<DispatchFixture> servers, ExecutorService threads) {
    AtomicInteger next = new AtomicInteger();
    List<CompletableFuture<Void>> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      DispatchFixture server = servers.get(i % servers.size());
      senders.add(
          CompletableFuture.runAsync(
              () -> {
                for (int n = next.getAndIncrement();
                    n < deliveries.size();
                    n = next.getAndIncrement()) {
                  assertThat(server.inbox.store(deliveries.get(n).body()))
                      .isNotInstanceOf(StoreResult.Unavailable.class);
                }
              },
              threads));
    }
    senders.forEach(sender -> sender.orTimeout(10, TimeUnit.MINUTES).join());
  }

  private static void work(DispatchFixture server, AtomicBoolean sent) {
    try {
      while (true) {
        boolean last = sent.get();
        HandlingResult outcome = server.handleNext();
        if (outcome == HandlingResult.NOTHING && last && pending(server) == 0) {
          return;
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int pending(DispatchFixture server) {
    return Integer.parseInt(
        server.inbox.value("select count(*) from bamotf_inbox where status = 'PENDING'"));
  }

  private void check(DataSource dataSource, List<Delivery> deliveries) throws SQLException {
    Map<String, List<String>> seen = observed(dataSource);
    Map<String, String> finals = new LinkedHashMap<>();
    deliveries.stream()
        .filter(delivery -> delivery.event.equals("succeeded") || delivery.event.equals("canceled"))
        .forEach(delivery -> finals.put(delivery.intent, "payment_intent." + delivery.event));
    assertThat(finals).hasSize(intents());
    finals.forEach(
        (intent, last) -> {
          List<String> story = seen.get(intent);
          assertThat(story).as(intent).endsWith(last);
          assertThat(new HashSet<>(story)).as("%s: %s", intent, story).hasSameSizeAs(story);
          assertThat(story.stream().map(HistoriesContract::rank).toList())
              .as("%s: %s", intent, story)
              .isSorted();
        });
  }

  private static int rank(String event) {
    int rank = ORDER.indexOf(event);
    return rank < 0 ? ORDER.size() : rank;
  }

  /** What the observers committed, in the order in which they did. */
  private static Map<String, List<String>> observed(DataSource dataSource) throws SQLException {
    Map<String, List<String>> seen = new LinkedHashMap<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select intent, event from orders order by id")) {
      while (row.next()) {
        seen.computeIfAbsent(row.getString(1), id -> new ArrayList<>()).add(row.getString(2));
      }
    }
    return seen;
  }
}
