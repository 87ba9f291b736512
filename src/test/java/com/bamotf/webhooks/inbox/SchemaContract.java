package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.Claim.ClaimedEntry;
import com.bamotf.webhooks.schema.Migrations;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Two applications on one database, each with its own inbox. */
abstract class SchemaContract {

  abstract DataSource freshDatabase();

  @Test
  void eachApplicationHandlesWhatWasToldToIt() throws SQLException {
    DataSource database = freshDatabase();
    try (InboxFixture shop = new InboxFixture(database, inSchema("shop")).started();
        InboxFixture billing = new InboxFixture(database, inSchema("billing")).started();
        InboxFixture third = new InboxFixture(database).started()) {
      String body = Bodies.event("pi_1", "succeeded");
      assertThat(shop.store(body)).isInstanceOf(StoreResult.Stored.class);
      assertThat(billing.store(body)).isInstanceOf(StoreResult.Stored.class);
      third.inbox.prepare();
      assertThat(claimed(shop)).isTrue();
      assertThat(claimed(billing)).isTrue();
      assertThat(claimed(third)).isFalse();
    }
  }

  @Test
  void theConnectionsOfTheHostKeepTheirSchema() throws SQLException {
    DataSource database = freshDatabase();
    String before = schemas(database).get(0);
    try (InboxFixture shop = new InboxFixture(database, inSchema("shop")).started()) {
      shop.store(Bodies.event("pi_1", "succeeded"));
      shop.inClaimTransaction(() -> shop.inbox.claim());
    }
    assertThat(schemas(database)).containsOnly(before);
  }

  @Test
  void anApplicationThatCouldNotStartDoesNotKeepTheInboxForItself() {
    Migrations missing = new Migrations("none", SchemaContract.class, List.of("V1__none.sql"));
    try (InboxFixture shop =
        new InboxFixture(freshDatabase(), inSchema("gives_way"), List.of(missing))) {
      assertThatThrownBy(shop.inbox::prepare)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("V1__none.sql");
    }
    assertThat(System.getProperties().stringPropertyNames())
        .noneMatch(name -> name.contains("gives_way"));
  }

  private static Settings inSchema(String name) {
    return InboxFixture.inSchema(name);
  }

  private static boolean claimed(InboxFixture application) throws SQLException {
    return application.inClaimTransaction(() -> application.inbox.claim()) instanceof ClaimedEntry;
  }

  /** The schemas of ten connections from the pool. */
  private static List<String> schemas(DataSource database) throws SQLException {
    List<Connection> connections = new ArrayList<>();
    List<String> schemas = new ArrayList<>();
    try {
      for (int i = 0; i < 10; i++) {
        connections.add(database.getConnection());
        schemas.add(connections.get(i).getSchema());
      }
    } finally {
      for (Connection connection : connections) {
        connection.close();
      }
    }
    return schemas;
  }
}
