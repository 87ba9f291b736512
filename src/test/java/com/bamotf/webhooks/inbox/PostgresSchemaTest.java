package com.bamotf.webhooks.inbox;

import javax.sql.DataSource;

class PostgresSchemaTest extends SchemaContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.postgres();
  }
}
