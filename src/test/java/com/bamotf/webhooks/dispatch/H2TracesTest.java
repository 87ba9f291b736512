package com.bamotf.webhooks.dispatch;

import com.bamotf.webhooks.inbox.TestDatabases;
import javax.sql.DataSource;

class H2TracesTest extends TracesContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.h2();
  }
}
