package com.bamotf.webhooks.inbox.database;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.config.Settings.Database;
import com.bamotf.webhooks.schema.Migrations;
import com.bamotf.webhooks.schema.Migrator;
import com.bamotf.webhooks.server.ServerResources;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the database for use: detects the product, reserves the inbox for this application,
 * applies migrations, and logs the start. Not thread-safe.
 */
public final class DatabaseSetup {

  private static final System.Logger LOG = System.getLogger(DatabaseSetup.class.getName());

  private final ServerResources server;
  private final Settings settings;
  private final List<Migrations> migrations;
  private @Nullable InboxOwner owner;

  public DatabaseSetup(ServerResources server, Settings settings, List<Migrations> migrations) {
    this.server = server;
    this.settings = settings;
    this.migrations = List.copyOf(migrations);
  }

  /**
   * Must be called outside a transaction. Can be repeated after a failure.
   *
   * @throws SQLException if the database cannot be reached
   * @throws IllegalStateException if the database can be reached but not used, with the reason
   */
  public Database run() throws SQLException {
    DataSource dataSource = server.dataSource();
    String description;
    Database database;
    String schema;
    try (Connection connection = dataSource.getConnection()) {
      DatabaseMetaData metaData = connection.getMetaData();
      description = describe(metaData);
      database = supported(metaData.getDatabaseProductName(), description);
      schema = schema().orElse(String.valueOf(connection.getSchema()));
    }
    requireExpected(database, description);
    owner = new InboxOwner(System.getProperties(), server.applicationName());
    owner.claim("schema " + schema + " of " + description);
    try {
      if (database == Database.POSTGRESQL) {
        PoolerCheck.require(dataSource);
      }
      List<String> versions = migrate(new Migrator(dataSource, database, schema()));
      checkSettings(dataSource, database);
      logStart(description, versions);
      return database;
    } catch (SQLException | RuntimeException e) {
      release(); // so that the application can be deployed under another name
      throw e;
    }
  }

  /** Frees the inbox for another application on this server. */
  public void release() {
    if (owner != null) {
      owner.release();
    }
  }

  private Optional<String> schema() {
    return settings.inbox().schema();
  }

  private static Database supported(String product, String description) {
    return Stream.of(Database.values())
        .filter(database -> database.name().equalsIgnoreCase(product))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "bamotf webhooks cannot use the database %s; it supports PostgreSQL and H2. Set %s to the JNDI name of a JTA data source for one of them"
                        .formatted(description, Setting.DATASOURCE.key())));
  }

  private void requireExpected(Database database, String description) {
    Optional<Database> expected = settings.inbox().expectDatabase();
    if (expected.isPresent() && expected.get() != database) {
      throw new IllegalStateException(
          "bamotf webhooks cannot start: %s is %s, but the data source %s connects to %s. Some servers silently fall back to H2 when they cannot create a connection pool; check the pool's definition"
              .formatted(
                  Setting.INBOX_EXPECT_DATABASE.key(),
                  expected.get().name().toLowerCase(Locale.ROOT),
                  settings.dataSource(),
                  description));
    }
  }

  /** Omits the URL's user and parameters, which may hold credentials. */
  private static String describe(DatabaseMetaData metaData) throws SQLException {
    String url = metaData.getURL();
    String place =
        url == null ? "" : " at " + url.split("[?;]", 2)[0].replaceFirst("//[^/@]*@", "//");
    return metaData.getDatabaseProductName() + " " + metaData.getDatabaseProductVersion() + place;
  }

  private List<String> migrate(Migrator migrator) throws SQLException {
    try {
      return migrator.migrate(migrations);
    } catch (SQLException e) {
      if (SqlErrors.isOfPooler(e)) {
        throw PoolerCheck.refusal(e);
      }
      if (SqlErrors.isUnavailableForMigration(e)) {
        throw e;
      }
      throw new IllegalStateException(
          "bamotf webhooks cannot create its tables: %s. Grant the database user the right to create them, or apply the script by hand and grant the rights on the tables, above all to read bamotf_schema_version, as described in docs/servers.md"
              .formatted(e.getMessage()),
          e);
    }
  }

  private static void checkSettings(DataSource dataSource, Database database) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      switch (database) {
        case H2 -> {
          writeCommitsAtOnce(connection);
          H2Files.makePrivate(connection);
        }
        case POSTGRESQL -> warnWithoutSocketTimeout(connection);
      }
    }
  }

  /**
   * By default, H2 writes a commit to disk up to half a second later and loses it if the process is
   * killed before. The setting lasts until the database is closed, so each start sets it again.
   */
  private static void writeCommitsAtOnce(Connection connection) {
    try {
      Sql.update(connection, "set write_delay 0");
    } catch (SQLException e) {
      LOG.log(
          WARNING,
          "{0}: cannot make H2 write each commit at once, so acknowledged events can be lost if the process is killed; add ;WRITE_DELAY=0 to its URL: {1}",
          LogCodes.H2_WRITE_DELAY,
          e.getMessage());
    }
  }

  private static void warnWithoutSocketTimeout(Connection connection) {
    if (ReadLimit.of(connection) == 0) {
      LOG.log(
          WARNING,
          "{0}: the data source has no socket timeout, so handlers and background threads can wait forever on a dead connection; set the PostgreSQL driver''s socketTimeout, for example to 15 (seconds)",
          LogCodes.NO_SOCKET_TIMEOUT);
    }
  }

  private void logStart(String description, List<String> schemaVersions) {
    LOG.log(
        INFO,
        "%s: bamotf webhooks started with %s, schema %s, %s webhook secret(s)"
            .formatted(
                LogCodes.STARTED,
                description,
                String.join(", ", schemaVersions),
                settings.webhook().secrets().size()));
  }
}
