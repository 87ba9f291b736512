package com.bamotf.webhooks.dispatch;

import com.bamotf.webhooks.inbox.TestDatabases;
import javax.sql.DataSource;

class PostgresTracesTest extends TracesContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.postgres();
  }
}
