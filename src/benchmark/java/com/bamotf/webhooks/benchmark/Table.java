package com.bamotf.webhooks.benchmark;

import java.util.ArrayList;
import java.util.List;

/** What one benchmark found, as Markdown. */
public final class Table {

  private final String title;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param title says what was measured and how often
   */
  public Table(String title) {
    this.title = title;
  }

  /**
   * @param unit empty for a ratio
   */
  public Table add(String what, Samples samples, String unit, Goal goal) {
    String value = samples.medianText() + (unit.isEmpty() ? "" : " " + unit);
    lines.add(
        "| %s | %s | %s | %s | %s |"
            .formatted(
                what, value, samples.spreadText(), goal.text(), goal.verdict(samples.median())));
    return this;
  }

  @Override
  public String toString() {
    return """
        ### %s

        | what | median | least – most | goal | |
        | --- | --- | --- | --- | --- |
        %s
        """
        .formatted(title, String.join("\n", lines));
  }
}
