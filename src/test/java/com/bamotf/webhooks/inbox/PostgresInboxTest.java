package com.bamotf.webhooks.inbox;

import javax.sql.DataSource;

class PostgresInboxTest extends InboxContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.postgres();
  }
}
