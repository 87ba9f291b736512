package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.inbox.TestDatabases;
import javax.sql.DataSource;

class PostgresEarlierEventsTest extends EarlierEventsContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.postgres();
  }
}
