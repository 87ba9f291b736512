package com.bamotf.webhooks.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.client.Api;
import com.bamotf.webhooks.client.TricklingServer;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.inbox.TestDatabases;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A byte every now and then, within the headers or a chunk, does not hold a run up for ever. */
@Timeout(600)
class StalledAnswerTest {

  @ParameterizedTest
  @ValueSource(strings = {TricklingServer.HEADERS, TricklingServer.CHUNK})
  void endsTheRunAsAProblem(String start) throws Exception {
    try (TricklingServer bamotf = new TricklingServer(start);
        ReconcileFixture fixture = fixture(bamotf, Duration.ofMillis(300))) {
      RunOutcome outcome;
      do {
        outcome = fixture.run();
      } while (!bamotf.isTrickling());
      assertThat(outcome.complete()).isFalse();
      assertThat(outcome.problem())
          .contains("did not complete its answer within 1 seconds", "bamotf.api.url")
          .doesNotContain("Exception");
      assertThat(outcome.nextRunIn()).isGreaterThanOrEqualTo(Duration.ofSeconds(15));
      assertThat(fixture.status().running()).isFalse();
      assertThat(bamotf.awaitBrokenOff()).isTrue();

      bamotf.heal("{\"data\":[]}");
      Waiting.await() // the limit is short for a machine that is busy
          .until(() -> fixture.run().problem() == null);
    }
  }

  /** H2 would close a database that an interrupted thread uses. The lease is free at once. */
  @ParameterizedTest
  @CsvSource({
    "HEADERS, ApiCalls, false",
    "CHUNK, IntentList, false",
    "HEADERS, ApiCalls, true",
  })
  void endsWithTheServerAndLeavesTheRunToAnother(
      String start, String waitingIn, boolean databaseIsAway) throws Exception {
    String text = start.equals("CHUNK") ? TricklingServer.CHUNK : TricklingServer.HEADERS;
    try (TricklingServer bamotf = new TricklingServer(text);
        ReconcileFixture fixture = fixture(bamotf, Waiting.LIMIT)) {
      BlockingQueue<Object> ends = new ArrayBlockingQueue<>(1);
      Thread run =
          new Thread(
              () -> {
                try {
                  ends.add(fixture.run());
                } catch (Exception e) {
                  ends.add(e);
                }
              });
      run.start();
      Waiting.await()
          .until(() -> bamotf.isTrickling() && isIn(run, "CallLimit") && isIn(run, waitingIn));
      if (databaseIsAway) {
        fixture.inbox.update("alter table bamotf_reconcile rename to elsewhere");
      }
      run.interrupt();
      assertThat(ends.poll(10, TimeUnit.MINUTES)).isInstanceOf(InterruptedException.class);
      if (!databaseIsAway) {
        assertThat(fixture.status().running()).isFalse();
      }
      assertThat(bamotf.awaitBrokenOff()).isTrue();
    }
  }

  private static boolean isIn(Thread thread, String type) {
    return Stream.of(thread.getStackTrace())
        .anyMatch(each -> each.getClassName().contains("." + type));
  }

  @Test
  void aPreviewEnds() throws Exception {
    try (TricklingServer bamotf = new TricklingServer(TricklingServer.HEADERS);
        ReconcileFixture fixture = fixture(bamotf, Duration.ofMillis(300))) {
      assertThat(fixture.reconciler.preview(fixture.account).problem())
          .contains("did not complete its answer");
    }
  }

  private static ReconcileFixture fixture(TricklingServer bamotf, Duration limit) throws Exception {
    Settings settings =
        Api.patient(
            Api.settings(
                bamotf.url(),
                new Settings.Reconcile(
                    InboxFixture.RECONCILE.interval(),
                    InboxFixture.RECONCILE.window(),
                    Optional.empty()),
                InboxFixture.SETTINGS.webhook(),
                "key"));
    return new ReconcileFixture(
        TestDatabases.h2(), settings, System::nanoTime, Api.client(settings, limit));
  }
}
