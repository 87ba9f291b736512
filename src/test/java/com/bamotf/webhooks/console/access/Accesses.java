package com.bamotf.webhooks.console.access;

import com.bamotf.webhooks.config.Settings;
import java.time.Clock;

/** Who may, wired as by the container. */
public final class Accesses {

  public final Access access;
  public final SignIn signIn;

  public Accesses(Settings settings, Clock clock) {
    SessionCookies sessions = new SessionCookies(settings, clock);
    access = new Access(settings, sessions);
    signIn = new SignIn(settings, sessions, clock);
  }
}
