package com.bamotf.webhooks.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What a class logs. */
final class Log extends Handler {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger;

  Log(Class<?> type) {
    logger = Logger.getLogger(type.getName());
    logger.addHandler(this);
  }

  /** Each line since the last call, as its level and its text. */
  List<String> lines() {
    List<String> taken = new ArrayList<>(lines);
    lines.clear();
    return taken;
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(line.getLevel() + " " + new SimpleFormatter().formatMessage(line));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
