package com.bamotf.webhooks.dispatch;

import com.bamotf.webhooks.inbox.TestDatabases;
import javax.sql.DataSource;

class PostgresHandlingTest extends HandlingContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.postgres();
  }
}
