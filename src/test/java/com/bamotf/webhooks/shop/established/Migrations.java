package com.bamotf.webhooks.shop.established;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Makes the host's tables as Flyway would, which refuses a schema that holds tables of somebody
 * else.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Migrations {

  private static final String TABLES =
      """
      create table shop_order (
        id varchar(36) primary key, email varchar(255) not null, amount bigint not null, paid_by varchar(255), token varchar(36) not null);
      create table shop_mail (
        id varchar(36) primary key, recipient varchar(255) not null, body varchar(1000) not null,
        written_at timestamp with time zone not null, sent_at timestamp with time zone);
      """;

  @Resource(lookup = "java:app/jdbc/established")
  DataSource dataSource;

  @PostConstruct
  void migrate() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet tables =
            statement.executeQuery("select count(*) from pg_tables where schemaname = 'public'")) {
      tables.next();
      if (tables.getInt(1) > 0) {
        throw new IllegalStateException("The schema public is not empty");
      }
      statement.execute(TABLES);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
