package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.DEBUG;

import com.bamotf.webhooks.config.SchemaMigrations;
import com.bamotf.webhooks.config.Settings.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings the tables up to date with Flyway, which also keeps two servers that start at once from
 * doing it twice.
 */
final class SchemaMigrator {

  private static final System.Logger LOG = System.getLogger(SchemaMigrator.class.getName());

  private static final int MOST_ATTEMPTS = 5;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final DataSource dataSource;
  private final Database database;
  private final Optional<String> schema;

  /**
   * @param schema where the tables are to be, created if need be; empty for that of the data source
   */
  SchemaMigrator(DataSource dataSource, Database database, Optional<String> schema) {
    this.dataSource = dataSource;
    this.database = database;
    this.schema = schema;
  }

  /**
   * @return the version that each set has reached
   * @throws SQLException if the database went away meanwhile; a later call goes on where this one
   *     stopped
   * @throws IllegalStateException if the schema cannot be brought up to date
   */
  List<String> migrate(List<SchemaMigrations> sets) throws SQLException {
    List<String> versions = new ArrayList<>();
    for (SchemaMigrations set : sets) {
      versions.add(migrate(set, 1));
    }
    return versions;
  }

  private String migrate(SchemaMigrations set, int attempt) throws SQLException {
    try {
      return migrateAlone(set);
    } catch (FlywayException | SQLException e) {
      SQLException cause = Failures.sqlException(e);
      if (cause != null && Failures.isDatabaseAway(cause)) {
        throw cause;
      }
      if (attempt < MOST_ATTEMPTS) {
        // Another server that makes the tables at this very moment can get in the way; then it has
        // made them soon.
        LockSupport.parkNanos(PAUSE.multipliedBy(attempt).toNanos());
        return migrate(set, attempt + 1);
      }
      throw new IllegalStateException(
          "bamotf webhooks cannot bring its tables up to date (history in table %s): %s. The database user needs the right to create tables, or apply the scripts of %s by hand"
              .formatted(set.historyTable(), e.getMessage(), set.folder()),
          e);
    }
  }

  private String migrateAlone(SchemaMigrations set) throws SQLException {
    try (Connection lock = dataSource.getConnection()) {
      boolean autoCommit = lock.getAutoCommit();
      lock.setAutoCommit(false);
      try {
        Dialect.of(database).lockSchema(lock);
        MigrateResult result = flyway(set).migrate();
        String version =
            result.migrationsExecuted == 0
                ? result.initialSchemaVersion
                : result.targetSchemaVersion;
        return set.historyTable() + " " + (version == null ? "empty" : version);
      } finally {
        lock.rollback();
        lock.setAutoCommit(autoCommit);
      }
    }
  }

  private Flyway flyway(SchemaMigrations set) {
    String folder = set.folder() + "/" + database.name().toLowerCase(Locale.ROOT);
    FluentConfiguration flyway =
        Flyway.configure(SchemaMigrator.class.getClassLoader())
            .dataSource(dataSource)
            .locations("classpath:" + folder)
            .failOnMissingLocations(true)
            .table(set.historyTable())
            // The schema may hold the host's own tables, and another module's migrations.
            .baselineOnMigrate(true)
            .baselineVersion("0");
    schema.ifPresent(flyway::defaultSchema);
    leaveOutCallbacksOfHost(flyway, "classpath:" + folder);
    return flyway.load();
  }

  /** The default is a folder of the host, which may hold callbacks of the host's own. */
  private static void leaveOutCallbacksOfHost(FluentConfiguration flyway, String location) {
    try {
      flyway.callbackLocations(location);
    } catch (NoSuchMethodError e) {
      // The host brings a Flyway 10, which looks for callbacks where the migrations are.
      LOG.log(DEBUG, "This Flyway has no callback locations", e);
    }
  }
}
