package com.bamotf.webhooks.inbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.Claim.ClaimedEntry;
import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.inbox.InboxFixture;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An inbox with entries in every state. Each method that makes one returns its id. */
abstract class AdminScenes {

  static final Actor ANNA = new Actor("anna", "192.0.2.7", "shop mended");

  InboxFixture fixture;

  abstract DataSource freshDatabase();

  Settings settings() {
    return InboxFixture.SETTINGS;
  }

  @BeforeEach
  void start() {
    fixture = new InboxFixture(freshDatabase(), settings()).started();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  long pending(String intent, String event) {
    return stored(Bodies.event(intent, event), Source.WEBHOOK);
  }

  long stored(String body, Source source) {
    fixture
        .inbox
        .store(fixture.intake.read(body.getBytes(StandardCharsets.UTF_8), source, null))
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.MINUTES)
        .join();
    return Long.parseLong(fixture.value("select max(id) from bamotf_inbox"));
  }

  long quarantined(String body) {
    return stored(body, Source.WEBHOOK);
  }

  /** Readable by now; meanwhile another webhook of the same fact is stored while it is requeued. */
  long overtakenInQuarantine(String intent, String event) {
    long id = quarantined("not json");
    fixture.setBody(Bodies.event(intent, event));
    fixture.beforeIntent =
        () -> CompletableFuture.runAsync(() -> fixture.store(Bodies.event(intent, event))).join();
    return id;
  }

  long handled(String intent, String event) throws SQLException {
    return ended(pending(intent, event), EntryStatus.HANDLED);
  }

  long superseded(String intent, String event) throws SQLException {
    return ended(pending(intent, event), EntryStatus.SUPERSEDED);
  }

  long unobserved(String intent, String event) throws SQLException {
    return ended(pending(intent, event), EntryStatus.UNOBSERVED);
  }

  long ended(long id, EntryStatus status) throws SQLException {
    return fixture.inClaimTransaction(
        () -> {
          assertThat(fixture.inbox.end(claimed(id), status)).isTrue();
          return id;
        });
  }

  long abandoned(String intent, String event) throws SQLException {
    return abandoned(intent, event, new IllegalStateException("no"));
  }

  long abandoned(String intent, String event, Throwable failure) throws SQLException {
    return failed(pending(intent, event), failure, null);
  }

  long retrying(String intent, String event) throws SQLException {
    return failed(pending(intent, event), new IllegalStateException("no"), Duration.ofHours(1));
  }

  private long failed(long id, Throwable failure, Duration pause) throws SQLException {
    ClaimedEntry entry = fixture.inClaimTransaction(() -> claimed(id));
    assertThat(fixture.inbox.recordFailure(entry, failure, Duration.ofMillis(5), pause)).isTrue();
    return id;
  }

  /** Everything else that is pending waits for an hour. */
  private ClaimedEntry claimed(long id) throws SQLException {
    fixture.update(
        "update bamotf_inbox set next_attempt_at = current_timestamp + case id when %s then interval '0' hour else interval '1' hour end where status = 'PENDING'"
            .formatted(id));
    ClaimedEntry entry = (ClaimedEntry) fixture.inbox.claim();
    assertThat(entry.id()).isEqualTo(id);
    return entry;
  }

  StoredEntry entry(long id) throws SQLException {
    return fixture.admin.find(id).orElseThrow();
  }

  /** The ids of the first hundred, the newest first. */
  List<Long> ids(EntrySelection selection) throws SQLException {
    return fixture.admin.page(selection, Long.MAX_VALUE, 100).stream()
        .map(StoredEntry::id)
        .toList();
  }
}
