package com.bamotf.webhooks.servers;

import com.bamotf.webhooks.acceptance.ServerReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Makes the table of docs/servers.md from the reports of the integration tests, says what was not
 * run, and puts the table into the documents that are named as arguments.
 */
public final class ServersTable {

  static final String NOT_RUN = "not run";
  static final String BEGIN = "<!-- The table of the servers: made by the command above. -->\n";
  static final String END = "<!-- End of the table of the servers. -->\n";

  private static final String HEAD =
      """
      | tests | server | Java | database | acceptance | shop | console |
      | --- | --- | --- | --- | --- | --- | --- |
      """;

  private final Path reports;
  private final StringBuilder table = new StringBuilder(HEAD);
  private final List<String> notRun = new ArrayList<>();
  private final TreeSet<LocalDate> days = new TreeSet<>();

  private ServersTable(List<Row> rows, Path reports) throws IOException {
    this.reports = reports;
    for (Row row : rows) {
      add(row);
    }
  }

  static ServersTable of(List<Row> rows, Path reports) throws IOException {
    return new ServersTable(rows, reports);
  }

  public static void main(String[] documents) throws IOException {
    ServersTable table = of(Row.of(Path.of("src", "test", "java")), ServerReport.FOLDER);
    System.out.print(table.markdown());
    table.notRun().forEach(line -> System.out.println("NOT RUN: " + line));
    for (String document : documents) {
      Path file = Path.of(document);
      Files.writeString(file, table.into(Files.readString(file)));
    }
  }

  private void add(Row row) throws IOException {
    String results = cell(row.acceptance()) + cell(row.shop()) + cell(row.console());
    table
        .append("| `" + row.name() + "`" + ranOn(row, "server") + ranOn(row, "java"))
        .append(ranOn(row, "database") + results + " |\n");
  }

  private String cell(Optional<String> test) throws IOException {
    return test.isEmpty() ? " | –" : cell(test.get());
  }

  private String cell(String test) throws IOException {
    Optional<Report> report = Report.of(test, reports);
    report.ifPresent(each -> days.add(each.day()));
    if (report.filter(Report::wasRun).isEmpty()) {
      String name = test.substring(test.lastIndexOf('.') + 1);
      notRun.add(name + ": " + report.map(Report::whyNotRun).orElse("there is no report"));
    }
    return " | " + report.map(Report::result).orElse(NOT_RUN);
  }

  /** The same for all tests of a row, or each of them. */
  private String ranOn(Row row, String key) throws IOException {
    TreeSet<String> values = new TreeSet<>();
    for (String test : row.tests().toList()) {
      Report.of(test, reports)
          .filter(Report::wasRun)
          .map(report -> report.ranOn().getProperty(key))
          .ifPresent(values::add);
    }
    return " | " + String.join(", ", values);
  }

  String markdown() {
    String when =
        days.isEmpty() ? "never" : days.first() + (days.size() > 1 ? " to " + days.last() : "");
    return "Run on " + when + ".\n\n" + table;
  }

  List<String> notRun() {
    return notRun;
  }

  /** The document with this table in place of the one it has. */
  String into(String document) {
    int begin = document.indexOf(BEGIN);
    int end = document.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("The document needs the lines " + BEGIN + "and " + END);
    }
    return document.substring(0, begin + BEGIN.length())
        + "\n"
        + markdown()
        + "\n"
        + document.substring(end);
  }
}
