package com.bamotf.webhooks.inbox;

import javax.sql.DataSource;

class PostgresAdminTest extends AdminContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.postgres();
  }
}
