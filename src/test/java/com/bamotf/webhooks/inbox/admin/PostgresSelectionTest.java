package com.bamotf.webhooks.inbox.admin;

import com.bamotf.webhooks.inbox.TestDatabases;
import javax.sql.DataSource;

class PostgresSelectionTest extends SelectionContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.postgres();
  }
}
