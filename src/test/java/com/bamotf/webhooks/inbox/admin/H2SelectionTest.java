package com.bamotf.webhooks.inbox.admin;

import com.bamotf.webhooks.inbox.TestDatabases;
import javax.sql.DataSource;

class H2SelectionTest extends SelectionContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.h2();
  }
}
