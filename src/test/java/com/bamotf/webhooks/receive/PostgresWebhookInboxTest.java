package com.bamotf.webhooks.receive;

import com.bamotf.webhooks.inbox.TestDatabases;
import javax.sql.DataSource;

class PostgresWebhookInboxTest extends WebhookInboxContract {

  @Override
  DataSource dataSource() {
    return TestDatabases.postgres();
  }
}
