package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.benchmark.Benchmark;
import com.bamotf.webhooks.benchmark.Goal;
import com.bamotf.webhooks.benchmark.Options;
import com.bamotf.webhooks.benchmark.Samples;
import com.bamotf.webhooks.benchmark.Table;
import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.inbox.admin.EntrySelection;
import com.bamotf.webhooks.testing.FakeBamotf;
import com.bamotf.webhooks.testing.FakeIntent;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * How long a webhook waits for its acknowledgement while many events are requeued at once, or found
 * by reconciliation: from the request until all of them are handled.
 */
public final class BulkBenchmark implements Benchmark {

  private static final String API_KEY = "benchmark";

  /** Deliveries a second. */
  private static final int RATE = 50;

  /** What is done to many events; returns when all of them are handled. */
  private interface Bulk {
    void run() throws IOException, SQLException, InterruptedException;
  }

  @Override
  public Table run(Options options) throws IOException, SQLException {
    try (Postgres postgres = Postgres.durable();
        FakeBamotf bamotf = bamotf();
        OurReceiver ours =
            OurReceiver.reconciling(
                options.folder(), Database.create(postgres, "bamotf"), bamotf.url(), API_KEY)) {
      Round.run(ours, Load.wrkOrJava(), 1, options.warmUp(), options);
      ours.awaitHandled();
      return measure(ours, bamotf, options);
    }
  }

  static FakeBamotf bamotf() {
    return new FakeBamotf().withKey(API_KEY, "test");
  }

  static Table measure(OurReceiver ours, FakeBamotf bamotf, Options options)
      throws IOException, SQLException {
    List<Samples> usual = new ArrayList<>();
    List<Samples> requeue = new ArrayList<>();
    List<Samples> reconciliation = new ArrayList<>();
    for (int round = 0; round < options.rounds(); round++) {
      ours.empty();
      usual.add(during(ours, () -> Thread.sleep(options.seconds() * 1000L)));
      ours.empty();
      abandon(ours, options);
      requeue.add(during(ours, () -> requeue(ours, options)));
      ours.empty();
      reconciliation.add(during(ours, () -> reconcile(ours, bamotf, options)));
    }
    Table table =
        new Table(
            "Time to acknowledge at %d/s during a bulk of %,d events, %d rounds"
                .formatted(RATE, options.bulk(), options.rounds()));
    for (double part : new double[] {0.5, 0.99}) {
      Goal goal = part == 0.5 ? Goal.atMost(2) : Goal.NONE;
      String name = part == 0.5 ? "median" : "p99";
      Samples alone = quantiles(usual, part);
      table.add(name + " alone", alone, "ms", Goal.NONE);
      compared(table, name + " during a requeue", quantiles(requeue, part), alone, goal);
      compared(
          table, name + " during a reconciliation", quantiles(reconciliation, part), alone, goal);
    }
    return table;
  }

  private static void compared(Table table, String name, Samples during, Samples alone, Goal goal) {
    table.add(name, during, "ms", Goal.NONE).add("— **to alone**", during.per(alone), "", goal);
  }

  private static Samples quantiles(List<Samples> rounds, double part) {
    return new Samples(rounds.stream().map(round -> round.quantile(part)).toList());
  }

  /** Milliseconds to the acknowledgement of each webhook that is sent while the bulk runs. */
  private static Samples during(OurReceiver ours, Bulk bulk) {
    CompletableFuture<Void> done =
        CompletableFuture.runAsync(
            () -> {
              try {
                bulk.run();
              } catch (IOException | SQLException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    Map<String, PacedLoad.Answered> answered = new ConcurrentHashMap<>();
    try (PacedLoad load = new PacedLoad(ours.uri(), RATE)) {
      do {
        load.run(RATE, answered);
      } while (!done.isDone());
    }
    done.join();
    return new Samples(
        answered.values().stream().map(each -> (each.answered() - each.sent()) / 1e6).toList());
  }

  /** Handled events that are then declared abandoned. */
  private static void abandon(OurReceiver ours, Options options) throws IOException, SQLException {
    ours.fill(options.bulk(), options.folder());
    ours.awaitHandled();
    ours.database().execute("update bamotf_inbox set status = 'ABANDONED'");
  }

  /** From another process, as a second server would. */
  private static void requeue(OurReceiver ours, Options options) throws SQLException {
    JdbcConnectionPool pool = ours.database().pool();
    try (InboxFixture inbox = new InboxFixture((DataSource) pool)) {
      int requeued = inbox.admin.requeueAll(EntrySelection.of(EntryStatus.ABANDONED), false);
      requireAll(requeued, options);
    } finally {
      pool.dispose();
    }
    ours.awaitHandled();
  }

  private static void reconcile(OurReceiver ours, FakeBamotf bamotf, Options options)
      throws IOException, SQLException, InterruptedException {
    List<FakeIntent> missed =
        Stream.generate(() -> new FakeIntent("test").with("succeeded"))
            .limit(options.bulk())
            .toList();
    bamotf.list(intents -> FakeBamotf.elements(missed));
    HttpRequest run =
        HttpRequest.newBuilder(ours.uri().resolve("/bamotf/api/admin/reconcile"))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", "Bearer " + OurReceiver.ADMIN_TOKEN)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(run, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 202) {
      throw new IOException("The run was refused: " + answer.body());
    }
    String filled = "select count(*) from bamotf_inbox where source = 'RECONCILED'";
    Awaitility.await()
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> ours.database().number(filled) == options.bulk());
    ours.awaitHandled();
  }

  private static void requireAll(int done, Options options) {
    if (done != options.bulk()) {
      throw new IllegalStateException(done + " of " + options.bulk() + " were requeued");
    }
  }
}
