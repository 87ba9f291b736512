package com.bamotf.webhooks.inbox.database;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs single statements with parameters. Leaves the connection open. */
public final class Sql {

  private static final Instant MIN_TIME = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant MAX_TIME = Instant.parse("9999-12-31T23:59:59Z");

  private static final String REPLACEMENT = "\uFFFD";

  /** Maps the current row. */
  @FunctionalInterface
  public interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  private Sql() {}

  /** Returns the number of rows changed. */
  public static int update(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, parameters);
      return statement.executeUpdate();
    }
  }

  /** Changes one row at most. Returns its {@code id}, by the same statement. */
  public static Optional<Long> changedId(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql, new String[] {"id"})) {
      set(statement, parameters);
      statement.executeUpdate();
      try (ResultSet changed = statement.getGeneratedKeys()) {
        return changed.next() ? Optional.of(changed.getLong(1)) : Optional.empty();
      }
    }
  }

  /** Returns all rows, in the order of the query. */
  public static <T> List<T> list(
      Connection connection, String sql, RowMapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, parameters);
      List<T> rows = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(mapper.map(row));
        }
      }
      return rows;
    }
  }

  /** Returns the first row, or empty if there is none. */
  public static <T> Optional<T> first(
      Connection connection, String sql, RowMapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    return list(connection, sql, mapper, parameters).stream().findFirst();
  }

  private static void set(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }

  /** A time of the current row, in a column that is never null. */
  public static Instant time(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** A time of the current row; null if the column is. */
  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /**
   * Makes text storable: cuts it to {@code max} characters and replaces what PostgreSQL cannot
   * store, which is NUL and unpaired surrogates.
   */
  public static String storable(String text, int max) {
    String cut = text.length() <= max ? text : text.substring(0, max);
    String encodable =
        StandardCharsets.UTF_8.newEncoder().canEncode(cut)
            ? cut
            : new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return encodable.replace("\0", REPLACEMENT);
  }

  /** Moves a time into the years 1 to 9999, since the databases differ beyond these. */
  public static OffsetDateTime storable(Instant time) {
    Instant stored = time.isBefore(MIN_TIME) ? MIN_TIME : time.isAfter(MAX_TIME) ? MAX_TIME : time;
    return stored.atOffset(ZoneOffset.UTC);
  }
}
