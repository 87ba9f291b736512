package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.INFO;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.Settings;

/** Tells the operator, in one line, what this server works with. */
final class StartReport {

  private static final System.Logger LOG = System.getLogger(StartReport.class.getName());

  private final Settings settings;

  StartReport(Settings settings) {
    this.settings = settings;
  }

  void log(InboxDatabase.Ready database) {
    LOG.log(
        INFO,
        "%s: bamotf webhooks started with %s, schema %s, %d webhook secret(s)"
            .formatted(
                LogCodes.STARTED,
                database.description(),
                String.join(", ", database.schemaVersions()),
                settings.webhook().secrets().size()));
  }
}
