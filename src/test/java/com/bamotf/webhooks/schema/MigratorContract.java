package com.bamotf.webhooks.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.config.Settings.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Migrations on any database. A component with two scripts stands for later releases. */
abstract class MigratorContract {

  static final String SCHEMA = "of_its_own";

  private static final String SHELF = "V1__shelf.sql";
  private static final String BOOK = "V2__book.sql";
  private static final String ROWS =
      "select string_agg(component || version, ' ' order by component desc, version) from bamotf_schema_version";

  final DataSource data = freshDatabase();

  abstract DataSource freshDatabase();

  abstract Database database();

  /** Connects to the same database as a user who can use all tables but create none. */
  abstract DataSource guest() throws SQLException;

  @Test
  void appliesEachScriptOnceInOrder() throws SQLException {
    assertThat(migrate(SHELF, BOOK)).containsExactly("library 1", "shelves 2");
    execute("insert into bamotf_shelf values (1)", "insert into bamotf_book values (1, 1)");
    assertThat(migrate(SHELF, BOOK)).containsExactly("library 1", "shelves 2");
    assertThat(value(ROWS)).isEqualTo("shelves1 shelves2 library1");
    assertThat(value("select count(*) from bamotf_schema_version where checksum is null"))
        .isEqualTo("0");
  }

  @Test
  void aNewerReleaseAppliesOnlyWhatIsNew() throws SQLException {
    migrate(SHELF);
    execute("insert into bamotf_shelf values (1)");
    migrate(SHELF, BOOK);
    assertThat(value("select count(*) from bamotf_shelf")).isEqualTo("1");
    assertThat(value("select count(*) from bamotf_book")).isEqualTo("0");
  }

  @Test
  void anOlderReleaseDoesNotStart() throws SQLException {
    migrate(SHELF, BOOK);
    assertThatThrownBy(() -> migrate(SHELF))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a newer release")
        .hasMessageContaining("shelves version 2 (V2__book.sql)");
  }

  @Test
  void aScriptThatWasChangedAfterItWasAppliedIsRefused() throws SQLException {
    migrate(SHELF);
    execute("update bamotf_schema_version set checksum = '0' where component = 'shelves'");
    assertThatThrownBy(() -> migrate(SHELF))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a different V1__shelf.sql (checksum 0)");
  }

  @Test
  void theTablesOfAnotherApplicationDoNotMatter() throws SQLException {
    migrate(SHELF, BOOK);
    assertThatCode(this::migrate).doesNotThrowAnyException();
  }

  @Test
  void aScriptThatWasAppliedByHandCounts() throws SQLException {
    for (Script script : List.of(script(Migrations.LIBRARY, 0), script(shelves(SHELF), 0))) {
      execute(script.sql().replace("\n", "\r\n"));
    }
    migrate(SHELF, BOOK);
    assertThat(value(ROWS)).isEqualTo("shelves1 shelves2 library1");
    migrate(SHELF, BOOK);
  }

  @Test
  void aScriptThatFailsIsNamedAndAppliedNextTime() throws SQLException {
    assertThatThrownBy(() -> migrate(SHELF, "V2__broken.sql"))
        .isInstanceOf(SQLException.class)
        .hasMessageStartingWith(
            "com/bamotf/webhooks/schema/migration/%s/V2__broken.sql: ",
            database().name().toLowerCase(Locale.ROOT));
    assertThat(value(ROWS)).isEqualTo("shelves1 library1");
    migrate(SHELF, BOOK);
    assertThat(value(ROWS)).isEqualTo("shelves1 shelves2 library1");
  }

  @Test
  void aScriptMustInsertItsRow() {
    assertThatThrownBy(() -> migrate(SHELF, "V2__without_row.sql"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("V2__without_row.sql");
  }

  @Test
  void aUserWhoMayNotCreateTablesStartsOnceTheyAreThere() throws SQLException {
    migrate(SHELF);
    assertThat(migrator(guest()).migrate(List.of(shelves(SHELF)))).contains("shelves 1");
  }

  @Test
  void norDoesThatUserNeedToCreateASchema() throws SQLException {
    Migrator owner = new Migrator(data, database(), Optional.of(SCHEMA));
    owner.migrate(List.of());
    Migrator guest = new Migrator(guest(), database(), Optional.of(SCHEMA));
    assertThat(guest.migrate(List.of())).containsExactly("library 1");
  }

  @Test
  void aUserWhoMayNotCreateTablesIsRefusedBeforeTheyAreThere() throws SQLException {
    Migrator guest = migrator(guest());
    assertThatThrownBy(() -> guest.migrate(List.of())).isInstanceOf(SQLException.class);
  }

  @Test
  void aSchemaThatIsThereIsTaken() throws SQLException {
    execute("create schema \"%s\"".formatted(SCHEMA));
    new Migrator(data, database(), Optional.of(SCHEMA)).migrate(List.of());
    assertThat(value("select version from \"%s\".bamotf_schema_version".formatted(SCHEMA)))
        .isEqualTo("1");
  }

  @Test
  void connectionsComeBackAsTheyWere() throws SQLException {
    String before;
    try (Connection connection = data.getConnection()) {
      before = connection.getSchema();
    }
    new Migrator(data, database(), Optional.of(SCHEMA)).migrate(List.of());
    for (int i = 0; i < 3; i++) {
      try (Connection connection = data.getConnection()) {
        assertThat(connection.getSchema()).isEqualTo(before);
        assertThat(connection.getAutoCommit()).isTrue();
      }
    }
  }

  @RepeatedTest(3)
  void ofFourServersThatStartAtOnceOneAppliesEachScript() {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      CyclicBarrier start = new CyclicBarrier(4);
      List<CompletableFuture<List<String>>> servers =
          IntStream.range(0, 4)
              .mapToObj(
                  server ->
                      CompletableFuture.supplyAsync(
                          () -> {
                            try {
                              start.await(10, TimeUnit.MINUTES);
                              return inSchema(SHELF, BOOK);
                            } catch (Exception e) {
                              throw new IllegalStateException(e);
                            }
                          },
                          threads))
              .toList();
      assertThat(servers)
          .allSatisfy(
              server ->
                  assertThat(server.orTimeout(10, TimeUnit.MINUTES).join())
                      .containsExactly("library 1", "shelves 2"));
    } finally {
      threads.shutdownNow();
    }
  }

  CompletableFuture<?> migrateOnAnotherThread(DataSource source) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            migrator(source).migrate(List.of());
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private List<String> inSchema(String... scripts) throws SQLException {
    return new Migrator(data, database(), Optional.of(SCHEMA)).migrate(List.of(shelves(scripts)));
  }

  List<String> migrate(String... scripts) throws SQLException {
    return migrator(data)
        .migrate(Stream.of(shelves(scripts)).filter(each -> scripts.length > 0).toList());
  }

  private Migrator migrator(DataSource source) {
    return new Migrator(source, database(), Optional.empty());
  }

  private static Migrations shelves(String... scripts) {
    return new Migrations("shelves", MigratorContract.class, List.of(scripts));
  }

  private Script script(Migrations migrations, int index) {
    return migrations.scripts(database()).toList().get(index);
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = data.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  String value(String sql) throws SQLException {
    return value(data, sql);
  }

  static String value(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
