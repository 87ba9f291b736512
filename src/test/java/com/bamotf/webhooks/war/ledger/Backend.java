package com.bamotf.webhooks.war.ledger;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.schema.Migrator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The JPA providers of Payara and WildFly, each on both databases, with the real tables and unit.
 */
enum Backend {
  ECLIPSELINK_H2("org.eclipse.persistence.jpa.PersistenceProvider", Database.H2),
  ECLIPSELINK_POSTGRESQL("org.eclipse.persistence.jpa.PersistenceProvider", Database.POSTGRESQL),
  HIBERNATE_H2("org.hibernate.jpa.HibernatePersistenceProvider", Database.H2),
  HIBERNATE_POSTGRESQL("org.hibernate.jpa.HibernatePersistenceProvider", Database.POSTGRESQL);

  private final EntityManagerFactory factory;
  private final Database database;

  Backend(String provider, Database database) {
    this.database = database;
    this.factory =
        Persistence.createEntityManagerFactory(
            "bamotf-ledger",
            Map.of(
                "jakarta.persistence.provider",
                provider,
                "jakarta.persistence.transactionType",
                "RESOURCE_LOCAL",
                "jakarta.persistence.jtaDataSource",
                database.dataSource,
                "jakarta.persistence.nonJtaDataSource",
                database.dataSource));
  }

  /** Does the work in one transaction, which ends as the server would end it. */
  <T> T inTransaction(Function<EntityManager, T> work) {
    EntityManager em = factory.createEntityManager();
    try {
      em.getTransaction().begin();
      T result = work.apply(em);
      em.getTransaction().commit();
      return result;
    } finally {
      if (em.getTransaction().isActive()) {
        em.getTransaction().rollback();
      }
      em.close();
    }
  }

  void clear() {
    database.execute("delete from bamotf_payment_transaction; delete from bamotf_payment");
  }

  enum Database {
    H2,
    POSTGRESQL;

    private final DataSource dataSource;

    Database() {
      dataSource = name().equals("H2") ? h2() : postgresql();
      migrate();
    }

    private static DataSource h2() {
      JdbcDataSource h2 = new JdbcDataSource();
      h2.setURL("jdbc:h2:mem:ledger;DB_CLOSE_DELAY=-1");
      return h2;
    }

    private static DataSource postgresql() {
      try {
        return EmbeddedPostgres.builder()
            .setPGStartupWait(Waiting.LIMIT)
            .start()
            .getPostgresDatabase();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void migrate() {
      try {
        new Migrator(dataSource, Settings.Database.valueOf(name()), Optional.empty())
            .migrate(List.of(LedgerSchema.migrations()));
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private void execute(String sql) {
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
