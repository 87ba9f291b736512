package com.bamotf.webhooks.testing;

import com.bamotf.webhooks.inbox.admin.FailedAttempt;
import com.bamotf.webhooks.inbox.admin.StoredEntry;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a delivery, for a person. */
final class DeliveryReport {

  private static final int MAX_ATTEMPTS = 3;

  private DeliveryReport() {}

  static String of(
      String expectation,
      TestInbox inbox,
      @Nullable StoredEntry entry,
      boolean isNew,
      @Nullable String refusal,
      List<String> answers,
      List<ObserverCalls.Call> calls) {
    StringBuilder report = new StringBuilder(expectation);
    report.append("\n  status: ").append(status(entry, isNew));
    if (refusal != null) {
      report.append("\n  signature: ").append(refusal);
    }
    report.append("\n  answers: ").append(answers.isEmpty() ? "none yet" : answers);
    report.append("\n  observers that ran: ").append(calls.isEmpty() ? "none" : calls);
    if (entry != null) {
      report.append("\n  deliveries: ").append(entry.deliveries());
      report.append("\n  attempts: ").append(entry.attempts());
      if (entry.lastError() != null) {
        report.append("\n  last error: ").append(entry.lastError());
      }
      history(inbox, entry, report);
    }
    return report.toString();
  }

  private static String status(@Nullable StoredEntry entry, boolean isNew) {
    if (entry == null) {
      return "not stored";
    }
    return entry.status() + (isNew ? "" : " (this delivery is a duplicate)");
  }

  private static void history(TestInbox inbox, StoredEntry entry, StringBuilder report) {
    try {
      for (FailedAttempt attempt : inbox.admin().history(entry.id(), MAX_ATTEMPTS)) {
        report
            .append("\n  failed attempt ")
            .append(attempt.attempt())
            .append(": ")
            .append(attempt.stack().strip().replace("\n", "\n  "));
      }
    } catch (SQLException e) {
      report.append("\n  failed attempts: unknown, ").append(e);
    }
  }
}
