package com.bamotf.webhooks.inbox;

import javax.sql.DataSource;

class H2InboxTest extends InboxContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.h2();
  }
}
