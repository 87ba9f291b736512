package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.inbox.TestDatabases;
import javax.sql.DataSource;

class PostgresReconcilerTest extends ReconcilerContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.postgres();
  }
}
