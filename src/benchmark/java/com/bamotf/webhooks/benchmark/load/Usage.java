package com.bamotf.webhooks.benchmark.load;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What was used up to a moment, or between two.
 *
 * @param server processor seconds of the process that answers
 * @param database processor seconds of PostgreSQL with all its processes
 * @param walBytes written to the write-ahead log
 * @param transactions that changed something
 */
record Usage(double server, double database, double walBytes, double transactions) {

  static Usage of(Receiver receiver) throws SQLException {
    return of(receiver.pid(), receiver.database());
  }

  /**
   * @param pid of the process that answers
   */
  static Usage of(long pid, Database database) throws SQLException {
    String sql =
        """
        select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0'),
          pg_snapshot_xmax(pg_current_snapshot())::text::bigint, pg_backend_pid()
        """;
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      long postmaster = ProcessHandle.of(row.getLong(3)).orElseThrow().parent().orElseThrow().pid();
      return new Usage(
          Cpu.seconds(pid), Cpu.seconds(postmaster), row.getDouble(1), row.getDouble(2));
    }
  }

  Usage since(Usage before) {
    return new Usage(
        server - before.server,
        database - before.database,
        walBytes - before.walBytes,
        transactions - before.transactions);
  }

  Usage dividedBy(double events) {
    return new Usage(server / events, database / events, walBytes / events, transactions / events);
  }
}
