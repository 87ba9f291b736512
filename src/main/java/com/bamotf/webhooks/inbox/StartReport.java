package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LoadedSettings;
import com.bamotf.webhooks.config.LogCodes;

/** Tells the operator, in one line, what this server works with. */
final class StartReport {

  private static final System.Logger LOG = System.getLogger(StartReport.class.getName());

  private final LoadedSettings loaded;

  StartReport(LoadedSettings loaded) {
    this.loaded = loaded;
  }

  void log(InboxDatabase.Ready database) {
    LOG.log(
        INFO,
        "%s: bamotf webhooks started with %s, schema %s, %d webhook secret(s), %s"
            .formatted(
                LogCodes.STARTED,
                database.description(),
                String.join(", ", database.schemaVersions()),
                loaded.settings().webhook().secrets().size(),
                loaded.changed().isEmpty()
                    ? "all settings at their defaults"
                    : "settings that differ from the default: "
                        + String.join(", ", loaded.changed())));
    for (String name : loaded.unknownNames()) {
      LOG.log(
          WARNING,
          "{0}: \"{1}\" is configured but is no setting of this version; see the list of settings in the README",
          LogCodes.UNKNOWN_SETTING,
          name);
    }
  }
}
