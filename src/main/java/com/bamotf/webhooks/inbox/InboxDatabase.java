package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.DEBUG;

import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.config.Settings.Database;
import com.bamotf.webhooks.schema.Migrations;
import com.bamotf.webhooks.schema.Migrator;
import com.bamotf.webhooks.server.InternalBean;
import com.bamotf.webhooks.server.ServerResources;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database behind the data source: finds out which one it is and brings its schema up to date
 * at first use, which is later than the start if it was away then. Thread-safe.
 */
@InternalBean
class InboxDatabase {

  /**
   * A database that is ready for use.
   *
   * @param description product, version and place, without credentials
   * @param schemaVersions such as {@code library 1}
   */
  record Ready(Dialect dialect, String description, List<String> schemaVersions) {}

  private static final System.Logger LOG = System.getLogger(InboxDatabase.class.getName());

  /** The server's own timeout goes first. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final ServerResources server;
  private final Settings settings;
  private final StartReport report;
  private final List<Migrations> migrations;
  private volatile @Nullable Ready ready;
  private @Nullable InboxOwner owner;

  InboxDatabase(ServerResources server, Settings settings, List<Migrations> migrations) {
    this.server = server;
    this.settings = settings;
    this.report = new StartReport(settings);
    this.migrations = List.copyOf(migrations);
  }

  @Inject
  InboxDatabase(ServerResources server, Settings settings, @Any Instance<Migrations> migrations) {
    this(server, settings, migrations.stream().toList());
  }

  /**
   * Must be called outside of a transaction, since the first call changes the schema.
   *
   * @throws SQLException if the database cannot be reached; a later call tries again
   * @throws IllegalStateException if the database can be reached but cannot be used, with the
   *     reason
   */
  Ready ready() throws SQLException {
    Ready known = ready;
    return known != null ? known : prepare();
  }

  Connection connection() throws SQLException {
    Connection connection = server.dataSource().getConnection();
    return schema().map(name -> SchemaConnection.of(connection, name)).orElse(connection);
  }

  /**
   * To be called as soon as a handling has locked something, on a connection of its transaction: if
   * this server freezes or is cut off, the database ends the transaction a little after {@code
   * bamotf.dispatch.timeout}, and another server takes over.
   *
   * @throws SQLException also if the session takes no writes, before a handler fails by that and
   *     uses up an attempt; its connection is not used again
   */
  void guardHandling(Connection connection) throws SQLException {
    if (!limitSilence(connection, settings.dispatch().timeout())) {
      discard(connection);
      throw new SQLException("The session takes no writes", Failures.READ_ONLY);
    }
  }

  /** The same for a transaction of ours that ends within this time; whether it can write. */
  boolean limitSilence(Connection connection, Duration transactionTimeout) throws SQLException {
    return ready().dialect().limitSilence(connection, transactionTimeout.plus(GRACE));
  }

  /**
   * Closes the connection itself instead of giving it back to the pool if the failure shows that
   * its session takes no writes, and never will.
   */
  static void discardIfReadOnly(Connection connection, Throwable failure) {
    if (Failures.isReadOnly(failure)) {
      discard(connection);
    }
  }

  private static void discard(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException | RuntimeException e) {
      LOG.log(DEBUG, "A session that takes no writes could not be closed", e);
    }
  }

  /** Gives the inbox free for another application of this server. */
  synchronized void release() {
    if (owner != null) {
      owner.release();
    }
  }

  private synchronized Ready prepare() throws SQLException {
    Ready known = ready;
    if (known != null) {
      return known;
    }
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
    claim("schema " + schema + " of " + description);
    try {
      return open(dataSource, database, description);
    } catch (SQLException | RuntimeException e) {
      release(); // or the application could not come back under another name
      throw e;
    }
  }

  private Ready open(DataSource dataSource, Database database, String description)
      throws SQLException {
    List<String> versions = migrate(new Migrator(dataSource, database, schema()));
    Dialect dialect = Dialect.of(database);
    try (Connection connection = dataSource.getConnection()) {
      dialect.prepare(connection);
    }
    Ready prepared = new Ready(dialect, description, versions);
    report.log(prepared);
    ready = prepared;
    return prepared;
  }

  private List<String> migrate(Migrator migrator) throws SQLException {
    try {
      return migrator.migrate(migrations);
    } catch (SQLException e) {
      if (Failures.isDatabaseAwayForMigration(e)) {
        throw e;
      }
      throw new IllegalStateException(
          "bamotf webhooks cannot make its tables: %s. Give the database user the right to create them, or apply the script by hand as docs/servers.md says"
              .formatted(e.getMessage()),
          e);
    }
  }

  private void claim(String inbox) {
    owner = new InboxOwner(System.getProperties(), server.applicationName());
    owner.claim(inbox);
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
                    "bamotf webhooks cannot use the database %s: supported are PostgreSQL and H2. Set %s to the JNDI name of a JTA data source of one of these"
                        .formatted(description, Setting.DATASOURCE.key())));
  }

  private void requireExpected(Database database, String description) {
    Optional<Database> expected = settings.inbox().expectDatabase();
    if (expected.isPresent() && expected.get() != database) {
      throw new IllegalStateException(
          "bamotf webhooks must not start: %s is %s, but the data source %s leads to %s. Some servers fall back to H2 without a word when a pool cannot be made: check its definition"
              .formatted(
                  Setting.INBOX_EXPECT_DATABASE.key(),
                  expected.get().name().toLowerCase(Locale.ROOT),
                  settings.dataSource(),
                  description));
    }
  }

  /** The URL without anything that could be a credential: its parameters are left out. */
  private static String describe(DatabaseMetaData metaData) throws SQLException {
    String url = metaData.getURL();
    String place =
        url == null ? "" : " at " + url.split("[?;]", 2)[0].replaceFirst("//[^/@]*@", "//");
    return metaData.getDatabaseProductName() + " " + metaData.getDatabaseProductVersion() + place;
  }
}
