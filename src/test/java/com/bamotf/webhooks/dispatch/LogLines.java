package com.bamotf.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a class logs, from now until closed. */
public final class LogLines extends Handler implements AutoCloseable {

  private final Logger logger;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  public LogLines(Class<?> type) {
    logger = Logger.getLogger(type.getName());
    logger.addHandler(this);
  }

  public List<String> lines(String code) {
    return lines.stream().filter(line -> line.startsWith(code)).toList();
  }

  /** For a line that 50 requests have caused, and that appears at most once a second. */
  public void assertFew(String code) {
    assertThat(lines(code)).hasSizeBetween(1, 20);
  }

  @Override
  public void publish(LogRecord record) {
    if (record.getThrown() != null) { // as every handler that writes the line
      record.getThrown().printStackTrace(new PrintWriter(Writer.nullWriter()));
    }
    lines.add(
        record.getParameters() == null
            ? record.getMessage()
            : MessageFormat.format(record.getMessage(), record.getParameters()));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
