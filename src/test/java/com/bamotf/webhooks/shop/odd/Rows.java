package com.bamotf.webhooks.shop.odd;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Rows in whatever transaction there is. */
@ApplicationScoped
public class Rows {

  @Resource(lookup = "java:comp/DefaultDataSource")
  DataSource dataSource;

  /** A row that can be there as often as it is written. */
  public void write(String intent, String what) throws SQLException {
    update("insert into odd_row (intent, what) values (?, ?)", intent, what);
  }

  /** A row whose second one is refused when its transaction commits. */
  public void writeOnce(String intent) throws SQLException {
    update("insert into odd_once (intent) values (?)", intent);
  }

  public int count(String intent) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select count(*) from odd_row where intent = ?")) {
      select.setString(1, intent);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private void update(String sql, String... parameters) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        update.setString(i + 1, parameters[i]);
      }
      update.executeUpdate();
    }
  }
}
