package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.config.Settings;
import javax.sql.DataSource;

class PostgresInboxInSchemaTest extends InboxContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.postgres();
  }

  @Override
  Settings settings() {
    return InboxFixture.inSchema("of_its_own");
  }
}
