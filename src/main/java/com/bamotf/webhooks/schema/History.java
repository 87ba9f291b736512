package com.bamotf.webhooks.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The applied scripts, in the table {@code bamotf_schema_version}. A script inserts its own row, so
 * one applied by hand is recognized; only the migrator adds the checksum.
 */
final class History {

  private static final String FIND_TABLE =
      """
      select 1 from information_schema.tables
      where table_schema = ? and table_name in ('bamotf_schema_version', 'BAMOTF_SCHEMA_VERSION')
      """;

  private record Applied(String component, int version, String script, @Nullable String checksum) {

    boolean is(Script other) {
      return component.equals(other.component()) && version == other.version();
    }
  }

  private final String schema;
  private final List<Script> scripts;

  /**
   * @param scripts all scripts of this release, in order
   */
  History(String schema, List<Script> scripts) {
    this.schema = schema;
    this.scripts = scripts;
  }

  /**
   * @return the scripts to apply, in order
   * @throws IllegalStateException if another release applied scripts that this one does not have
   */
  List<Script> pending(Connection connection) throws SQLException {
    List<Applied> applied = read(connection);
    applied.forEach(this::check);
    return scripts.stream()
        .filter(script -> applied.stream().noneMatch(a -> a.is(script)))
        .toList();
  }

  void saveChecksum(Connection connection, Script script) throws SQLException {
    String sql = "update %s set checksum = ? where component = ? and version = ?";
    try (PreparedStatement update = connection.prepareStatement(sql.formatted(table()))) {
      update.setString(1, script.checksum());
      update.setString(2, script.component());
      update.setInt(3, script.version());
      if (update.executeUpdate() != 1) {
        throw new IllegalStateException(script.file() + " does not insert its row into " + table());
      }
    }
  }

  private void check(Applied applied) {
    if (scripts.stream().noneMatch(script -> script.component().equals(applied.component()))) {
      return; // belongs to another application that shares the schema
    }
    Script known =
        scripts.stream()
            .filter(applied::is)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "bamotf webhooks cannot start: a newer release has migrated the tables in schema %s to %s version %s (%s). Use that release or a later one"
                            .formatted(
                                schema, applied.component(), applied.version(), applied.script())));
    if (applied.checksum() != null && !applied.checksum().equals(known.checksum())) {
      throw new IllegalStateException(
          "bamotf webhooks cannot start: the tables in schema %s were created by a different %s (checksum %s) from the one in this release (%s). Use the release that created them"
              .formatted(schema, known.name(), applied.checksum(), known.checksum()));
    }
  }

  private List<Applied> read(Connection connection) throws SQLException {
    List<Applied> applied = new ArrayList<>();
    if (!exists(connection)) {
      return applied;
    }
    String sql = "select component, version, script, checksum from " + table();
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        applied.add(
            new Applied(row.getString(1), row.getInt(2), row.getString(3), row.getString(4)));
      }
    }
    return applied;
  }

  private boolean exists(Connection connection) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(FIND_TABLE)) {
      find.setString(1, schema);
      try (ResultSet row = find.executeQuery()) {
        return row.next();
      }
    }
  }

  private String table() {
    return "\"" + schema + "\".bamotf_schema_version";
  }
}
