package com.bamotf.webhooks.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.console.TestRequest;
import com.bamotf.webhooks.console.TestSettings;
import com.bamotf.webhooks.console.access.Role;
import com.bamotf.webhooks.reconcile.AccountStatus;
import com.bamotf.webhooks.reconcile.RunCounts;
import com.bamotf.webhooks.telemetry.Exposition;
import com.bamotf.webhooks.telemetry.Telemetry;
import com.bamotf.webhooks.telemetry.Telemetry.RequestOutcome;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MetricsHandlerTest {

  private static final String ENTRIES = "bamotf_inbox_entries";
  private static final String OLDEST = "bamotf_inbox_oldest_pending_seconds";
  private static final String SUCCESS = "bamotf_reconcile_last_success_seconds";

  private final Console console = new Console();

  @Test
  void showsThisServerAndItsDatabaseToAViewer() {
    console.authorization = "Bearer " + TestSettings.VIEWER_TOKEN;
    console.telemetry.request(RequestOutcome.STORED);
    ApiAnswer answer = console.get("/metrics");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.contentType())
        .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
    Exposition text = Exposition.parse(Console.text(answer));
    assertThat(text.value("bamotf_webhook_requests_total", "outcome", "stored")).isEqualTo(1);
    assertThat(text.value(ENTRIES, "status", "PENDING")).isEqualTo(2);
    assertThat(text.value(ENTRIES, "status", "ABANDONED")).isEqualTo(1);
    assertThat(text.value(OLDEST)).isEqualTo(1.5);
    assertThat(text.types()).containsEntry(ENTRIES, "gauge").containsEntry(OLDEST, "gauge");
  }

  @Test
  void showsThemToAScraperWhoSeesNothingElse() {
    Console scraped = new Console(TestSettings.scraper("s3cret of a scraper"));
    scraped.authorization = "Bearer s3cret of a scraper";
    assertThat(scraped.get("/metrics").status()).isEqualTo(200);
    for (Route route : scraped.routes.all()) {
      if (route.role() != null && route.role() != Role.SCRAPER) {
        TestRequest request =
            TestRequest.of(route.method()).with("Content-Type", "application/json");
        String path = route.template().replace("{id}", "1");
        assertThat(scraped.answer(request, path).status()).as(route.toString()).isEqualTo(403);
      }
    }
  }

  @Test
  void showsNothingToAnybodyElse() {
    console.authorization = null;
    assertThat(console.get("/metrics").status()).isEqualTo(401);
    console.authorization = "Bearer wrong";
    ApiAnswer answer = console.get("/metrics");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(Console.text(answer))
        .contains("bamotf.admin.scrape-token")
        .doesNotContain("bamotf_webhook");
  }

  /** Or whoever adds up the servers would count an entry for each of them. */
  @Test
  void saysWhatEveryServerReports() {
    console.accounts.add(account(1, Console.TIME));
    assertThat(
            Console.text(console.get("/metrics"))
                .lines()
                .filter(line -> line.startsWith("# HELP") && line.contains("same on every server")))
        .extracting(line -> line.split(" ", 4)[2])
        .containsExactly(ENTRIES, OLDEST, SUCCESS);
  }

  @Test
  void nothingIsPending() {
    console.inbox.oldest = null;
    assertThat(metrics().value(OLDEST)).isZero();
  }

  @Test
  void withoutReconciliationThereIsNothingToBeOld() {
    assertThat(metrics().names()).doesNotContain(SUCCESS, "bamotf_reconcile_interval_seconds");
  }

  @Test
  void theAccountThatSucceededLongestAgoCounts() {
    console.accounts.add(account(1, Console.TIME.plusMillis(500)));
    console.accounts.add(account(2, Console.TIME.plusSeconds(60)));
    assertThat(metrics().value(SUCCESS)).isEqualTo(Console.TIME.getEpochSecond() + 0.5);
    assertThat(metrics().value("bamotf_reconcile_interval_seconds")).isEqualTo(300);
    console.accounts.add(account(3, null));
    assertThat(metrics().value(SUCCESS)).as("never").isZero();
  }

  /** When the database fails, what is held matters most. */
  @Test
  void showsTheRestWithoutTheDatabase() {
    console.inbox.away = true;
    assertThat(metrics().names()).isEqualTo(Exposition.of(new Telemetry()).names());
  }

  @Test
  void doesNotWaitForADatabaseThatIsBusy() {
    console.inbox.busy = true;
    assertThat(metrics().names()).isEqualTo(Exposition.of(new Telemetry()).names());
  }

  /** A connection that is not answered would use up the time that Prometheus waits. */
  @Test
  void doesNotAskADatabaseThatIsAway() {
    console.databaseAway = true;
    assertThat(metrics().names()).isEqualTo(Exposition.of(new Telemetry()).names());
  }

  private Exposition metrics() {
    return Exposition.parse(Console.text(console.get("/metrics")));
  }

  static AccountStatus account(int number, Instant succeededAt) {
    return new AccountStatus(
        number, false, null, null, new RunCounts(0, 0, 0, 0, 0, 0), null, 0, succeededAt);
  }
}
