package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.benchmark.Goal;
import com.bamotf.webhooks.benchmark.Options;
import com.bamotf.webhooks.benchmark.Samples;
import com.bamotf.webhooks.benchmark.Table;
import com.bamotf.webhooks.inbox.EntryStatus;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the console's page asks a running server, over HTTP, one request after the other. */
final class ConsoleRequests {

  private static final String ADMIN = "/bamotf/api/admin/";
  private static final String PAYMENTS = "/bamotf/api/payments";

  /** A server reads its summary again after this, or after a wait of 20 times what that took. */
  private static final Duration NEW_SUMMARY = Duration.ofSeconds(3);

  /** A request. */
  private interface Asked {
    void ask() throws IOException;
  }

  private final OurReceiver ours;
  private final AdminApi api;
  private final Map<String, Asked> questions = new LinkedHashMap<>();

  private ConsoleRequests(OurReceiver ours) {
    this.ours = ours;
    this.api = new AdminApi(ours);
  }

  /**
   * Adds the median and the p99 of each question.
   *
   * @param ours with many entries, to which payments are added
   * @param requests how often each question is asked
   */
  static void measure(Table table, OurReceiver ours, Options options, int requests)
      throws IOException, SQLException, InterruptedException {
    int payments = options.entries() / 2;
    ManyPayments.fill(ours.database(), payments);
    ConsoleRequests console = new ConsoleRequests(ours);
    console.entries(options.entries());
    console.report(table, "GET entries", requests);
    console.payments(payments);
    console.report(table, "GET payments", requests);
    console.summaries(table, options.rounds());
  }

  /** Every filter, and what is usually combined. */
  private void entries(int entries) throws IOException, SQLException {
    String month = time(Duration.ofDays(30));
    String minute = "from=%s&to=%s".formatted(time(Duration.ofDays(30).plusMinutes(1)), month);
    String day = "from=%s&to=%s".formatted(time(Duration.ofDays(31)), month);
    String before = "from=%s&to=%s".formatted(time(Duration.ofDays(60)), month);
    entries("first page", "");
    entries("first page of 200", "limit=200");
    entries("page in the middle", "after=" + entries / 2);
    Arrays.stream(EntryStatus.values()).forEach(each -> entries("status=" + each));
    entries("status=ABANDONED,QUARANTINED,PENDING");
    entries("event=payment_intent.succeeded");
    entries("event=payment_intent.canceled");
    entries("event=payment_intent.none");
    entries("mode=prod");
    entries("mode=test");
    entries("intent=" + intentInTheMiddle(entries));
    entries("intent=none");
    entries("source=WEBHOOK");
    entries("source=RECONCILED");
    entries("source=TEST");
    entries("q=illegalstate");
    entries("q=nowhere");
    entries("q=abc");
    entries("minAttempts=2");
    entries("minAttempts=100");
    entries("a minute a month ago", minute);
    entries("a month a month ago", before);
    entries("from a month ago", "from=" + month);
    entries("to a month ago", "to=" + month);
    entries("canceled on a day", "event=payment_intent.canceled&" + day);
    entries("abandoned in a month", "status=ABANDONED&" + before);
    entries("status=ABANDONED&event=payment_intent.succeeded");
    entries("status=ABANDONED&q=illegalstate");
    entries("status=ABANDONED&mode=prod");
    entries("status=PENDING&minAttempts=2");
    entries("status=HANDLED&mode=test");
    entries("status=HANDLED&source=RECONCILED");
    entries("mode=prod&event=payment_intent.canceled");
    String abandoned =
        ours.database().value("select max(id) from bamotf_inbox where status = 'ABANDONED'");
    questions.put("one with its history", () -> api.get(ADMIN + "entries/" + abandoned));
    JsonObject dryRun =
        Json.createObjectBuilder()
            .add("filter", Json.createObjectBuilder().add("status", "ABANDONED"))
            .add("dryRun", true)
            .build();
    questions.put(
        "dry run of a requeue of all abandoned", () -> api.post("entries/requeue", dryRun, 200));
  }

  private String intentInTheMiddle(int entries) throws SQLException {
    return ours.database()
        .value("select payment_intent_id from bamotf_inbox where id = " + entries / 2);
  }

  private void entries(String query) {
    entries(query, query);
  }

  private void entries(String name, String query) {
    questions.put(name, () -> api.get(ADMIN + "entries?" + query));
  }

  private void payments(int payments) throws SQLException {
    String week = "from=" + time(Duration.ofDays(7));
    payments("first page", "");
    payments("page in the middle", "?offset=" + payments / 2);
    for (String query :
        List.of(
            "status=succeeded",
            "status=canceled",
            "status=paid_late",
            "mode=test",
            "currency=USD",
            "q=order%20%231234",
            "status=canceled&currency=USD")) {
      payments(query, "?" + query);
    }
    payments("of a week", "?" + week);
    String id = ours.database().value("select id from bamotf_payment limit 1");
    payments("one with its transactions", "/" + id);
    payments("totals", "/totals");
    payments("totals of a status", "/totals?status=canceled");
    payments("totals of a week", "/totals?" + week);
  }

  private void payments(String name, String query) {
    questions.put(name, () -> api.get(PAYMENTS + query));
  }

  private static String time(Duration ago) {
    return Instant.now().minus(ago).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Asks each question, first once for nothing, and forgets them. */
  private void report(Table table, String what, int requests) throws IOException {
    List<Samples> all = new ArrayList<>();
    for (Map.Entry<String, Asked> question : questions.entrySet()) {
      millis(question.getValue());
      List<Double> times = new ArrayList<>();
      for (int i = 0; i < requests; i++) {
        times.add(millis(question.getValue()));
      }
      Samples samples = new Samples(times);
      all.add(samples);
      report(table, what + ": " + question.getKey(), samples);
    }
    table
        .add(
            "**%s: the slowest median**".formatted(what), highest(all, 0.5), "ms", Goal.atMost(100))
        .add("**%s: the highest p99**".formatted(what), highest(all, 0.99), "ms", Goal.NONE);
    questions.clear();
  }

  private static Samples highest(List<Samples> all, double part) {
    return Samples.of(all.stream().mapToDouble(each -> each.quantile(part)).max().orElseThrow());
  }

  private static void report(Table table, String what, Samples samples) {
    table
        .add(what, samples, "ms", Goal.atMost(100))
        .add("— p99", Samples.of(samples.quantile(0.99)), "ms", Goal.NONE);
  }

  /** Each after a pause, so that the server reads it anew. */
  private void summaries(Table table, int times) throws IOException, InterruptedException {
    Asked summary = () -> api.get(ADMIN + "summary");
    double first = millis(summary);
    List<Double> all = new ArrayList<>();
    double longest = first;
    for (int i = 0; i < times; i++) {
      Thread.sleep(Math.max(NEW_SUMMARY.toMillis(), (long) (20 * longest)) + 100);
      double millis = millis(summary);
      longest = Math.max(longest, millis);
      all.add(millis);
    }
    table.add("GET summary: the first of a server", Samples.of(first), "ms", Goal.NONE);
    report(table, "GET summary, read anew", new Samples(all));
  }

  private static double millis(Asked question) throws IOException {
    long begun = System.nanoTime();
    question.ask();
    return (System.nanoTime() - begun) / 1e6;
  }
}
