package com.bamotf.webhooks.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersTableTest {

  @TempDir Path sources;
  @TempDir Path reports;

  @BeforeEach
  void someTests() throws IOException {
    for (String test :
        List.of(
            "a/FishPostgresIT",
            "b/FishShopIT",
            "c/FishConsoleIT",
            "a/FishH2IT",
            "a/Fish7PostgresIT",
            "c/Fish7ConsoleIT",
            "c/FlyConsoleIT",
            "a/FishTest",
            "a/FishOutageIT")) {
      Path file = sources.resolve(test + ".java");
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  @Test
  void findsTheRowsByTheNamesOfTheTests() throws IOException {
    assertThat(Row.of(sources)).extracting(Row::name).containsExactly("Fish", "Fish7", "FishH2");
    assertThat(Row.of(sources).get(0).tests())
        .containsExactly("a.FishPostgresIT", "b.FishShopIT", "c.FishConsoleIT");
    assertThat(Row.of(sources).get(2).tests()).containsExactly("a.FishH2IT");
  }

  @Test
  void saysWhatRanWhereAndHowItEnded() throws IOException {
    report("a.FishPostgresIT", 50, 0, 0, 0);
    report("b.FishShopIT", 20, 2, 1, 3);
    report("c.FishConsoleIT", 9, 0, 0, 0);
    report("a.FishH2IT", 50, 0, 0, 0);
    ranOn("a.FishPostgresIT", "Fish 6", "17.0.1", "PostgreSQL 15.18");
    ranOn("b.FishShopIT", "Fish 6", "17.0.1", "PostgreSQL 15.18");
    ranOn("a.FishH2IT", "Fish 6", "17.0.1", "H2 2.2.224");
    assertThat(table().markdown())
        .contains(
            "| `FishH2` | Fish 6 | 17.0.1 | H2 2.2.224 | 50 of 50 | – | – |\n",
            "| `Fish` | Fish 6 | 17.0.1 | PostgreSQL 15.18 | 50 of 50 | 14 of 20 | 9 of 9 |\n");
  }

  @Test
  void hidesNoDifferenceWithinARow() throws IOException {
    report("a.FishPostgresIT", 50, 0, 0, 0);
    report("c.FishConsoleIT", 9, 0, 0, 0);
    ranOn("a.FishPostgresIT", "Fish 6", "17.0.1", "PostgreSQL 15.18");
    ranOn("c.FishConsoleIT", "Fish 6", "25.0.3", "PostgreSQL 15.18");
    assertThat(table().markdown()).contains("| `Fish` | Fish 6 | 17.0.1, 25.0.3 |");
  }

  @Test
  void whatWasNotRunIsNotPassedAndIsSaid() throws IOException {
    report("a.FishPostgresIT", 50, 0, 0, 0);
    report("c.FishConsoleIT", 9, 0, 0, 0);
    report("b.FishShopIT", 20, 0, 0, 0);
    report("a.FishH2IT", 50, 0, 0, 0);
    skipped("a.Fish7PostgresIT", "there is no Java 25: set JAVA_HOME_25");
    ranOn("a.Fish7PostgresIT", "Fish 7, of an earlier run", "25", "PostgreSQL 15.18");
    assertThat(table().markdown()).contains("| `Fish7` |  |  |  | not run | – | not run |\n");
    assertThat(table().notRun())
        .containsExactly(
            "Fish7PostgresIT: there is no Java 25: set JAVA_HOME_25",
            "Fish7ConsoleIT: there is no report");
  }

  @Test
  void saysWhenItWasRun() throws IOException {
    assertThat(table().markdown()).startsWith("Run on never.\n");
    report("a.FishPostgresIT", 50, 0, 0, 0);
    report("c.FishConsoleIT", 9, 0, 0, 0);
    assertThat(table().markdown()).startsWith("Run on 2026-11-28.\n");
    report("a.FishH2IT", 50, 0, 0, 0);
    Files.setLastModifiedTime(
        reports.resolve("TEST-a.FishH2IT.xml"),
        FileTime.from(Instant.parse("2026-11-30T23:59:59Z")));
    assertThat(table().markdown()).startsWith("Run on 2026-11-28 to 2026-11-30.\n");
  }

  @Test
  void replacesTheTableOfADocument() throws IOException {
    String document = "above\n" + ServersTable.BEGIN + "\nold\n" + ServersTable.END + "below\n";
    String made = table().into(document);
    assertThat(made)
        .startsWith("above\n" + ServersTable.BEGIN + "\nRun on never.\n")
        .endsWith(" |\n\n" + ServersTable.END + "below\n")
        .doesNotContain("old");
    assertThat(table().into(made)).isEqualTo(made);
    assertThatThrownBy(() -> table().into("above\n" + ServersTable.END))
        .hasMessageContaining("needs the lines");
    assertThatThrownBy(() -> table().into(ServersTable.END + ServersTable.BEGIN))
        .hasMessageContaining("needs the lines");
  }

  @Test
  void refusesWhatIsNoReport() throws IOException {
    Files.writeString(reports.resolve("TEST-a.FishH2IT.xml"), "<testsuite");
    assertThatThrownBy(this::table)
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("is no report");
  }

  private ServersTable table() throws IOException {
    return ServersTable.of(Row.of(sources), reports);
  }

  private void report(String test, int tests, int failures, int errors, int skipped)
      throws IOException {
    write(test, tests, failures, errors, skipped, "<testcase name='one'/>");
  }

  private void skipped(String test, String why) throws IOException {
    String text = "org.opentest4j.TestAbortedException: Assumption failed: " + why + "\n\tat a.B";
    write(
        test,
        1,
        0,
        0,
        1,
        "<testcase name=''><skipped><![CDATA[%s]]></skipped></testcase>".formatted(text));
  }

  private void write(
      String test, int tests, int failures, int errors, int skipped, String testcases)
      throws IOException {
    Path file = reports.resolve("TEST-" + test + ".xml");
    Files.writeString(
        file,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite name="%s" tests="%d" errors="%d" skipped="%d" failures="%d">%s</testsuite>
        """
            .formatted(test, tests, errors, skipped, failures, testcases));
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-28T12:00:00Z")));
  }

  private void ranOn(String test, String server, String java, String database) throws IOException {
    Files.writeString(
        reports.resolve(test + ".properties"),
        "server=%s\njava=%s\ndatabase=%s\n".formatted(server, java, database));
  }
}
