package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.config.Setting;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two applications of one server from sharing an inbox, where either would handle what was
 * meant for the other.
 *
 * <p>The applications have nothing in common but the virtual machine, each with a copy of this
 * class; hence a system property for each inbox, with the name of its application. On other servers
 * the same application may share the inbox, and nobody can tell a new version of it, in a file of
 * another name, from a stranger.
 */
final class InboxOwner {

  private static final String PROPERTY = "com.bamotf.webhooks.inbox.owner of ";

  private final Properties machine;
  private final String application;
  private @Nullable String claimed;

  /**
   * @param application its name, which is unique on a server
   */
  InboxOwner(Properties machine, String application) {
    this.machine = machine;
    this.application = application;
  }

  /**
   * Makes the inbox this application's own until {@link #release()}.
   *
   * @param inbox database and schema
   * @throws IllegalStateException if it belongs to another application
   */
  synchronized void claim(String inbox) {
    Object owner = machine.putIfAbsent(PROPERTY + inbox, application);
    if (owner != null && !owner.equals(application)) {
      throw new IllegalStateException(
          "bamotf webhooks cannot start in the application \"%s\": the inbox in %s belongs to \"%s\", and each of the two would handle events of the other. Give this one an inbox of its own: set %s in its META-INF/microprofile-config.properties"
              .formatted(application, inbox, owner, Setting.INBOX_SCHEMA.key()));
    }
    claimed = PROPERTY + inbox;
  }

  synchronized void release() {
    if (claimed != null) {
      machine.remove(claimed, application);
      claimed = null;
    }
  }
}
