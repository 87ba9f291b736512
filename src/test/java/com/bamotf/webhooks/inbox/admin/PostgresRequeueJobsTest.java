package com.bamotf.webhooks.inbox.admin;

import com.bamotf.webhooks.inbox.TestDatabases;
import javax.sql.DataSource;

class PostgresRequeueJobsTest extends RequeueJobsContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.postgres();
  }
}
