package com.bamotf.webhooks.dispatch;

import com.bamotf.webhooks.inbox.TestDatabases;
import javax.sql.DataSource;

class PostgresBatchTest extends BatchContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.postgres();
  }
}
