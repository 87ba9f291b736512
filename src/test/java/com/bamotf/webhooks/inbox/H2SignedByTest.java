package com.bamotf.webhooks.inbox;

import javax.sql.DataSource;

class H2SignedByTest extends SignedByContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.h2();
  }
}
