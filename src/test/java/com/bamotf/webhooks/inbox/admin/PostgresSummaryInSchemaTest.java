package com.bamotf.webhooks.inbox.admin;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.inbox.TestDatabases;
import javax.sql.DataSource;

class PostgresSummaryInSchemaTest extends SummaryContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.postgres();
  }

  @Override
  Settings settings() {
    return InboxFixture.inSchema("of_its_own");
  }
}
