package com.bamotf.webhooks.cli.terminal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text for a terminal. */
public final class Text {

  private static final String GAP = "  ";

  private Text() {}

  /**
   * A text of somebody else on one line, without control characters, which could steer a terminal.
   *
   * @param max how many characters to show
   */
  public static String oneLine(String text, int max) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return line.length() <= max
        ? line
        : line.substring(0, max) + " ... (" + text.length() + " characters)";
  }

  /** A number with one digit after the point, in every locale. */
  public static String rounded(double number) {
    return BigDecimal.valueOf(number).setScale(1, RoundingMode.HALF_UP).toPlainString();
  }

  /** "1 event" or "2 events". */
  public static String count(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  /** Rows in columns that are as wide as their widest cell. */
  public static List<String> table(List<String> heading, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>(rows);
    all.add(0, heading);
    int[] widths =
        IntStream.range(0, heading.size())
            .map(column -> all.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return all.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, row.size())
        .mapToObj(column -> padded(row.get(column), widths[column]))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }

  private static String padded(String cell, int width) {
    return cell + " ".repeat(width - cell.length());
  }
}
