package com.bamotf.webhooks.cli.terminal;

import java.time.Duration;
import java.time.Instant;

/**
 * A bar on the last line of the terminal. Without a terminal it draws nothing. Lines of the command
 * go above it through {@link #line}.
 */
public final class ProgressBar {

  private static final int WIDTH = 30;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Shell shell;
  private final long total;
  private final Instant start;
  private long done;

  public ProgressBar(Shell shell, long total) {
    this.shell = shell;
    this.total = total;
    this.start = shell.clock().instant();
  }

  /** Draws the progress. */
  public void show(long done) {
    this.done = done;
    draw();
  }

  /** Prints a line above the bar. */
  public void line(String text) {
    if (done > 0) {
      print(CLEAR_LINE);
    }
    shell.out().println(text);
    if (done > 0) {
      draw();
    }
  }

  /** Removes the bar. */
  public void end() {
    if (done > 0) {
      print(CLEAR_LINE);
    }
    done = 0;
  }

  private void draw() {
    print(CLEAR_LINE + text());
  }

  private void print(String text) {
    if (shell.prompt().isThere()) {
      shell.err().print(text);
      shell.err().flush();
    }
  }

  private String text() {
    int filled = (int) (WIDTH * done / total);
    return "[%s%s] %s of %s%s"
        .formatted("#".repeat(filled), ".".repeat(WIDTH - filled), done, total, speed());
  }

  /** Empty in the first second, which says nothing yet. */
  private String speed() {
    double seconds = Duration.between(start, shell.clock().instant()).toMillis() / 1000.0;
    if (seconds < 1 || done == 0) {
      return "";
    }
    double rate = done / seconds;
    return ", %s/s, %s s left".formatted(Text.rounded(rate), Math.round((total - done) / rate));
  }
}
