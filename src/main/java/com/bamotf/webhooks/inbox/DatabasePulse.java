package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Asks the database every two seconds whether it answers, so that whoever wants to know gets an
 * answer at once, also while a connection cannot be had. Thread-safe.
 */
@ApplicationScoped
class DatabasePulse {

  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final int SECONDS_TO_ANSWER = 5;

  private final InboxDatabase database;
  private final Duration patience;
  private final LongSupplier nanoTime;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile long lastAnswer;
  private volatile boolean answers;

  DatabasePulse(InboxDatabase database, Duration patience, LongSupplier nanoTime) {
    this.database = database;
    this.patience = patience;
    this.nanoTime = nanoTime;
    this.lastAnswer = nanoTime.getAsLong();
  }

  @Inject
  DatabasePulse(InboxDatabase database, Settings settings) {
    this(database, settings.inbox().storePatience(), System::nanoTime);
  }

  @SuppressWarnings("NullAway") // for the container's proxy, which has no fields of its own
  protected DatabasePulse() {
    this.database = null;
    this.patience = Duration.ZERO;
    this.nanoTime = System::nanoTime;
  }

  /** Works until it is stopped. */
  void work() {
    try {
      do {
        beat();
      } while (!stopping.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void stop() {
    stopping.countDown();
  }

  /** Asks once. Whoever needs the database says in the log what is wrong with it. */
  void beat() {
    try {
      database.ready();
      try (Connection connection = database.connection()) {
        answers = connection.isValid(SECONDS_TO_ANSWER);
      }
    } catch (SQLException | RuntimeException e) {
      answers = false;
    }
    if (answers) {
      lastAnswer = nanoTime.getAsLong();
    }
  }

  /** Whether the database answered when it was last asked, its tables prepared. */
  boolean answers() {
    return answers;
  }

  /** For how long it has not answered; zero while it does. */
  Duration silence() {
    return answers ? Duration.ZERO : Duration.ofNanos(nanoTime.getAsLong() - lastAnswer);
  }

  /** Whether a request that comes now is stored, or held until it is. */
  boolean takesRequests() {
    return silence().compareTo(patience) < 0;
  }
}
