package com.bamotf.webhooks.dispatch;

import com.bamotf.webhooks.inbox.TestDatabases;
import javax.sql.DataSource;

class H2BatchTest extends BatchContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.h2();
  }
}
