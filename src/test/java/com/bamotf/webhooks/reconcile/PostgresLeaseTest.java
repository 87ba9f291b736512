package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.inbox.TestDatabases;
import javax.sql.DataSource;

class PostgresLeaseTest extends LeaseContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.postgres();
  }
}
