package com.bamotf.webhooks.dispatch;

import com.bamotf.webhooks.inbox.TestDatabases;
import javax.sql.DataSource;

class H2HistoriesTest extends HistoriesContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.h2();
  }

  /** H2 takes five times as long for each, and nobody takes money with it. */
  @Override
  int intents() {
    return 300;
  }
}
