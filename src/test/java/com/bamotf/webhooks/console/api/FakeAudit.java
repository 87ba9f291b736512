package com.bamotf.webhooks.console.api;

import com.bamotf.webhooks.inbox.admin.Actor;
import com.bamotf.webhooks.inbox.admin.AuditLog;
import com.bamotf.webhooks.inbox.admin.AuditRecord;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Keeps records in memory. */
final class FakeAudit extends AuditLog {

  final List<AuditRecord> records = new ArrayList<>();
  boolean away;

  /** Such as {@code token of an operator viewed 7}. */
  List<String> lines() {
    return records.stream()
        .map(
            record ->
                record.actor().name()
                    + " "
                    + record.action()
                    + (record.entryId() == null ? "" : " " + record.entryId()))
        .toList();
  }

  @Override
  public void add(Actor by, String action, Long entryId, String detail) throws SQLException {
    if (away) {
      throw new SQLException("away");
    }
    records.add(new AuditRecord(records.size() + 1, Console.TIME, by, action, entryId, detail));
  }

  @Override
  public List<AuditRecord> page(long beforeId, int limit) {
    List<AuditRecord> page = new ArrayList<>();
    for (int i = records.size() - 1; i >= 0 && page.size() < limit; i--) {
      if (records.get(i).id() < beforeId) {
        page.add(records.get(i));
      }
    }
    return page;
  }

  @Override
  public List<AuditRecord> page(String action, long beforeId, int limit) {
    return page(beforeId, Integer.MAX_VALUE).stream()
        .filter(record -> record.action().equals(action))
        .limit(limit)
        .toList();
  }

  @Override
  public List<AuditRecord> of(long entryId, int limit) {
    return records.stream()
        .filter(record -> record.entryId() != null && record.entryId() == entryId)
        .toList();
  }
}
