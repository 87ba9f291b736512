package com.bamotf.webhooks.inbox;

import javax.sql.DataSource;

class PostgresSignedByTest extends SignedByContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.postgres();
  }
}
