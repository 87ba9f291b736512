package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.inbox.TestDatabases;
import javax.sql.DataSource;

class H2ReconcilerTest extends ReconcilerContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.h2();
  }
}
