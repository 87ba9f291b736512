package com.bamotf.webhooks.testing;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database with the persistence units on it. Shared by all tests with the same persistence
 * properties, since a provider takes long to start; emptied before each test.
 */
final class TestDatabase {

  private static final Map<Map<String, String>, TestDatabase> SHARED = new ConcurrentHashMap<>();
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** Rows that the library's scripts insert, and that say that they have run. */
  private static final List<String> KEPT =
      List.of("bamotf_schema_version", "bamotf_inbox_retention");

  final TestTransactions transactions = new TestTransactions();
  final TestDataSource dataSource =
      new TestDataSource("bamotf-test-kit-" + NUMBER.incrementAndGet(), transactions);

  private final Map<String, String> properties;
  private final PersistenceXml xml =
      new PersistenceXml(Thread.currentThread().getContextClassLoader());
  private final Map<String, EntityManagerFactory> factories = new HashMap<>();

  private TestDatabase(Map<String, String> properties) {
    this.properties = properties;
  }

  static TestDatabase with(Map<String, String> properties) {
    return SHARED.computeIfAbsent(properties, TestDatabase::new);
  }

  /**
   * @param name empty for the only one
   */
  EntityManagerFactory factory(String name) {
    return factories.computeIfAbsent(xml.unit(name), this::create);
  }

  private EntityManagerFactory create(String unit) {
    Map<String, Object> all = new HashMap<>();
    all.put("jakarta.persistence.transactionType", "JTA");
    all.put("jakarta.persistence.jtaDataSource", dataSource);
    all.put("hibernate.transaction.jta.platform", "JBossTS");
    all.put("eclipselink.target-server", EclipseLinkServer.NAME);
    all.put("eclipselink.transaction.join-existing-transaction", "true");
    if (xml.createsNoTables(unit)) {
      all.put("jakarta.persistence.schema-generation.database.action", "create");
    }
    all.putAll(properties);
    return Persistence.createEntityManagerFactory(unit, all);
  }

  /** Deletes all rows, and what the providers remember of them. */
  void clear() {
    dataSource.setAway(false);
    factories.values().forEach(factory -> factory.getCache().evictAll());
    try (Connection connection = dataSource.direct();
        Statement statement = connection.createStatement()) {
      statement.execute("set referential_integrity false");
      for (String table : tables(statement)) {
        statement.execute("truncate table " + table);
      }
      statement.execute("set referential_integrity true");
    } catch (SQLException e) {
      throw new IllegalStateException("The tables cannot be emptied for the next test", e);
    }
  }

  private static List<String> tables(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "select table_schema, table_name from information_schema.tables where table_type = 'BASE TABLE' and table_schema <> 'INFORMATION_SCHEMA'")) {
      while (rows.next()) {
        if (KEPT.stream().noneMatch(rows.getString(2)::equalsIgnoreCase)) {
          tables.add("\"" + rows.getString(1) + "\".\"" + rows.getString(2) + '"');
        }
      }
    }
    return tables;
  }
}
