package com.bamotf.webhooks.inbox.database;

import com.bamotf.webhooks.config.Setting;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two applications on one server from sharing an inbox, where each would handle events meant
 * for the other.
 *
 * <p>Each application has its own copy of this class, so the owner's name is kept in a system
 * property. The same application may share the inbox from other servers. A renamed new version is
 * indistinguishable from another application. Not thread-safe.
 */
final class InboxOwner {

  private static final String PROPERTY = "com.bamotf.webhooks.inbox.owner of ";

  private final Properties machine;
  private final String application;
  private @Nullable String claimed;

  /**
   * @param application its name, unique on this server
   */
  InboxOwner(Properties machine, String application) {
    this.machine = machine;
    this.application = application;
  }

  /**
   * Reserves the inbox for this application until {@link #release()}.
   *
   * @param inbox database and schema
   * @throws IllegalStateException if another application has it
   */
  void claim(String inbox) {
    Object owner = machine.putIfAbsent(PROPERTY + inbox, application);
    if (owner != null && !owner.equals(application)) {
      throw new IllegalStateException(
          "bamotf webhooks cannot start in the application \"%s\": the inbox in %s belongs to \"%s\", and each application would handle events of the other. Give this one its own inbox: set %s in its META-INF/microprofile-config.properties"
              .formatted(application, inbox, owner, Setting.INBOX_SCHEMA.key()));
    }
    claimed = PROPERTY + inbox;
  }

  void release() {
    if (claimed != null) {
      machine.remove(claimed, application);
      claimed = null;
    }
  }
}
