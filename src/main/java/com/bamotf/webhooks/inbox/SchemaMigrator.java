package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.DEBUG;

import com.bamotf.webhooks.config.SchemaMigrations;
import com.bamotf.webhooks.config.Settings.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;

/**
 * Brings the tables up to date with Flyway, which also keeps two servers that start at once from
 * doing it twice. On PostgreSQL the comment of a history table tells which scripts Flyway has seen
 * there, and it is not asked for the same ones again: it is a tenth of an application's start.
 */
final class SchemaMigrator {

  private static final System.Logger LOG = System.getLogger(SchemaMigrator.class.getName());

  private static final ClassLoader LOADER = SchemaMigrator.class.getClassLoader();

  private static final int MOST_ATTEMPTS = 5;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final DataSource dataSource;
  private final Database database;
  private final Dialect dialect;
  private final @Nullable String schema;

  /**
   * @param schema where the tables are to be, created if need be; empty for that of the data source
   */
  SchemaMigrator(DataSource dataSource, Database database, Optional<String> schema) {
    this.dataSource = dataSource;
    this.database = database;
    this.dialect = Dialect.of(database);
    this.schema = schema.orElse(null);
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
      if (cause != null && Failures.isDatabaseAwayForMigration(cause)) {
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
    String seen = seen(set);
    try (Connection lock = dataSource.getConnection()) {
      String comment = dialect.comment(lock, schema, set.historyTable());
      if (comment != null && comment.endsWith(seen)) {
        return comment.substring(0, comment.length() - seen.length());
      }
      boolean autoCommit = lock.getAutoCommit();
      lock.setAutoCommit(false);
      try {
        dialect.lockSchema(lock);
        MigrateResult result = flyway(set).migrate();
        String version =
            result.migrationsExecuted == 0
                ? result.initialSchemaVersion
                : result.targetSchemaVersion;
        String reached = set.historyTable() + " " + (version == null ? "empty" : version);
        remember(lock, set, reached + seen);
        return reached;
      } finally {
        lock.rollback();
        lock.setAutoCommit(autoCommit);
      }
    }
  }

  private void remember(Connection connection, SchemaMigrations set, String comment) {
    try {
      dialect.comment(connection, schema, set.historyTable(), comment);
      connection.commit();
    } catch (SQLException e) {
      // The user does not own the table, or another server does it right now: the next start asks
      // Flyway again, or finds that comment.
      LOG.log(DEBUG, "The comment of the table {0} stays", set.historyTable(), e);
    }
  }

  /** How the comment of a history table ends once Flyway has found these scripts applied. */
  private String seen(SchemaMigrations set) {
    CRC32 checksum = new CRC32();
    for (String script : set.scripts()) {
      String name = folder(set) + "/" + script;
      try (InputStream content = LOADER.getResourceAsStream(name)) {
        if (content == null) {
          throw new IllegalStateException(
              "bamotf webhooks cannot start: the file %s is not in the application; take the library as it was published"
                  .formatted(name));
        }
        checksum.update(content.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return " (Flyway has seen the scripts with the checksum %08x)".formatted(checksum.getValue());
  }

  private String folder(SchemaMigrations set) {
    return set.folder() + "/" + database.name().toLowerCase(Locale.ROOT);
  }

  private Flyway flyway(SchemaMigrations set) {
    String folder = folder(set);
    FluentConfiguration flyway =
        Flyway.configure(LOADER)
            .dataSource(dataSource)
            .locations("classpath:" + folder)
            .failOnMissingLocations(true)
            .table(set.historyTable())
            // The schema may hold the host's own tables, and another module's migrations.
            .baselineOnMigrate(true)
            .baselineVersion("0");
    if (schema != null) {
      flyway.defaultSchema(schema);
    }
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
