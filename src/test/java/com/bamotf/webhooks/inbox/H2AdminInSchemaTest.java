package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.config.Settings;

class H2AdminInSchemaTest extends H2AdminTest {

  @Override
  Settings settings() {
    return InboxFixture.inSchema("of_its_own");
  }
}
