package com.bamotf.webhooks.inbox;

import javax.sql.DataSource;

class H2SchemaTest extends SchemaContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.h2();
  }
}
