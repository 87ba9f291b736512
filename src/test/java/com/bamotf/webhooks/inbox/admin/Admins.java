package com.bamotf.webhooks.inbox.admin;

import com.bamotf.webhooks.inbox.InboxDatabase;
import com.bamotf.webhooks.inbox.Intake;
import com.bamotf.webhooks.inbox.Signal.WorkSignal;

/** What the container does with the constructor. */
public final class Admins {

  private Admins() {}

  public static InboxAdmin create(InboxDatabase database, Intake intake, WorkSignal signal) {
    return new InboxAdmin(database, intake, signal);
  }
}
