package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.config.Settings;
import javax.sql.DataSource;

class H2InboxInSchemaTest extends InboxContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.h2();
  }

  @Override
  Settings settings() {
    return InboxFixture.inSchema("of_its_own");
  }
}
