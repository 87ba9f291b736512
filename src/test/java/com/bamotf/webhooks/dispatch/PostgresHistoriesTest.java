package com.bamotf.webhooks.dispatch;

import com.bamotf.webhooks.inbox.TestDatabases;
import javax.sql.DataSource;

class PostgresHistoriesTest extends HistoriesContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.postgres();
  }
}
