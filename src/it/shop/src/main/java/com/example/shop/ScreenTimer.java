package com.example.shop;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Looks every two seconds, on each server, for payments that its screens wait for. */
@Singleton
public class ScreenTimer {

  private static final System.Logger LOG = System.getLogger(ScreenTimer.class.getName());

  @Inject Screens screens;

  /** Throws nothing, for the reason that {@link MailTimer} has. */
  @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  void refresh() {
    try {
      screens.refresh();
    } catch (RuntimeException e) {
      LOG.log(WARNING, "No screen is refreshed; the next round tries again: {0}", e);
    }
  }
}
