package com.bamotf.webhooks.receive;

import com.bamotf.webhooks.inbox.TestDatabases;
import javax.sql.DataSource;

class H2WebhookInboxTest extends WebhookInboxContract {

  @Override
  DataSource dataSource() {
    return TestDatabases.h2();
  }
}
