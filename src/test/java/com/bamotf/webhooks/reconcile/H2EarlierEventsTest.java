package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.inbox.TestDatabases;
import javax.sql.DataSource;

class H2EarlierEventsTest extends EarlierEventsContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.h2();
  }
}
