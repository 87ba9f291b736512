package com.bamotf.webhooks.inbox;

import javax.sql.DataSource;

/** On H2, the lock of a payment intent is a row. */
class H2AdminTest extends AdminContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.h2();
  }
}
