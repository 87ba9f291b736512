package com.bamotf.webhooks.inbox;

import javax.sql.DataSource;

class H2AdminTest extends AdminContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.h2();
  }
}
